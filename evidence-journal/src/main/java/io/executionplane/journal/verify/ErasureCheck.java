package io.executionplane.journal.verify;

import java.util.List;
import java.util.Optional;

/** Holds the content of one stream's chunks against what says which of it was erased. */
final class ErasureCheck {

  private final String stream;
  private final Optional<List<ErasedChunks>> erased;
  private final Findings findings;

  /**
   * A check of one stream.
   *
   * @param erased of the execution, oldest first; empty where nobody keeps a record of it
   */
  ErasureCheck(String stream, Optional<List<ErasedChunks>> erased, Findings findings) {
    this.stream = stream;
    this.erased = erased;
    this.findings = findings;
  }

  void take(String place, ChunkRow row) {
    var isGone = row.salt() == null || row.bytes() == null;
    var isErased = row.salt() == null && row.bytes() == null;
    var covering =
        erased.stream()
            .flatMap(List::stream)
            .filter(each -> each.covers(stream, row.index()))
            .findFirst();
    if (covering.isPresent() && isErased) {
      findings.notChecked(
          place, "erased, as entry %d of the log says".formatted(covering.get().entry()));
    } else if (covering.isPresent()) {
      findings.failed(
          place,
          "it has content, though entry %d of the log says that it was erased"
              .formatted(covering.get().entry()));
    } else if (isGone && erased.isPresent()) {
      findings.failed(place, "its content is gone, and the log has no erasure of it");
    } else if (isGone) {
      findings.notChecked(place, "its content is not here, only its commitment");
    }
  }
}
