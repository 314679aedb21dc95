package io.executionplane.journal.verify;

import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.Sha256;
import java.util.ArrayList;
import java.util.List;

/** Holds the stored chunks of one stream against what events say about them, event by event. */
final class StreamCheck {

  private final String place;
  private final ChunkWalk chunks;
  private final Findings findings;
  private boolean rootBroken;
  private boolean sound = true;

  StreamCheck(String place, ChunkWalk chunks, Findings findings) {
    this.place = place;
    this.chunks = chunks;
    this.findings = findings;
  }

  // --- Claims

  /** Checks that a part is stored. */
  void recorded(String eventPlace, OutputRecorded claim) {
    var before = findings.failures();
    if (claim.chunkCount() <= chunks.count()) {
      findings.failed(eventPlace, "counts no more chunks of " + claim.stream() + " than before");
      return;
    }
    var from = chunks.nextOffset();
    chunks.walkTo(claim.chunkCount());
    checkRoot(eventPlace, claim.root());
    if (chunks.sawAllContent()
        && from != null
        && (from != claim.from() || chunks.end() != claim.to())) {
      findings.failed(
          eventPlace,
          "names other bytes of "
              + claim.stream()
              + " than its chunks have: "
              + from
              + " to "
              + chunks.end());
    }
    sound &= before == findings.failures();
  }

  /**
   * Checks everything that is said of a stream that has ended.
   *
   * @return whether every byte of it is here, and nothing is wrong with it
   */
  boolean closed(String eventPlace, StreamRecord record) {
    var before = findings.failures();
    if (record.chunkCount() < chunks.count()) {
      findings.failed(eventPlace, "counts fewer chunks of " + record.stream() + " than before");
    }
    chunks.walkTo(record.chunkCount());
    checkRoot(eventPlace, record.root());
    if (chunks.sawAllContent()) {
      checkRanges(eventPlace, record);
      checkDigest(eventPlace, record);
    } else {
      findings.notChecked(place, "sizes and SHA-256 of the stream: content is not here");
    }
    reportExtras(record);
    sound &= before == findings.failures();
    if (sound) {
      findings.checked(place, "%d chunks: %s".formatted(chunks.count(), whatWasChecked()));
    }
    return sound && chunks.sawAllContent() && record.omitted().isEmpty();
  }

  private String whatWasChecked() {
    return chunks.sawAllContent() ? "commitments, offsets, root" : "root";
  }

  private void checkRoot(String eventPlace, Sha256 claimed) {
    var root = chunks.root();
    if (root == null) {
      findings.notChecked(place, "the root in " + eventPlace + ": chunks are missing");
    } else if (!root.equals(claimed) && !rootBroken) {
      rootBroken = true; // Every later root is wrong as well, and says nothing new.
      findings.failed(
          place,
          "the root over its %d chunks is not the one in %s".formatted(chunks.count(), eventPlace));
    }
  }

  private void checkRanges(String eventPlace, StreamRecord record) {
    if (chunks.bytes() != record.capturedBytes()) {
      findings.failed(
          place,
          "%d bytes are stored, but %s says %d"
              .formatted(chunks.bytes(), eventPlace, record.capturedBytes()));
    }
    var declared = joined(record.omitted());
    if (!declared.equals(chunks.notStored(record.totalBytes()))) {
      findings.failed(
          place, "what is not stored of it is not what %s declares".formatted(eventPlace));
    }
  }

  /** The declared ranges, with neighbours joined: where reasons differ, bytes do not. */
  private static List<ByteRange> joined(List<Omission> omissions) {
    var ranges = new ArrayList<ByteRange>();
    for (var omission : omissions) {
      var range = omission.range();
      var last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).to() == range.from()) {
        ranges.set(last, new ByteRange(ranges.get(last).from(), range.to()));
      } else {
        ranges.add(range);
      }
    }
    return ranges;
  }

  private void checkDigest(String eventPlace, StreamRecord record) {
    if (!record.omitted().isEmpty()) {
      findings.notChecked(
          place,
          "SHA-256 of the whole stream: %d bytes are declared as not stored"
              .formatted(record.totalBytes() - record.capturedBytes()));
    } else if (!chunks.sha256().equals(record.sha256())) {
      findings.failed(place, "its SHA-256 is not the one in " + eventPlace);
    } else {
      findings.checked(place, "SHA-256 of all " + record.totalBytes() + " bytes");
    }
  }

  private void reportExtras(StreamRecord record) {
    for (var row = chunks.takeExtra(); row != null; row = chunks.takeExtra()) {
      var extra = place + " chunk " + row.index();
      if (isWhereStoringFailed(row.offset(), record)) {
        findings.notChecked(extra, "is stored after all, though storing it was taken as failed");
      } else {
        findings.failed(extra, "no event covers it");
      }
    }
  }

  private static boolean isWhereStoringFailed(long offset, StreamRecord record) {
    return record.omitted().stream()
        .filter(each -> each.reason() == Omission.Reason.STORE_FAILED)
        .anyMatch(each -> each.range().from() <= offset && offset < each.range().to());
  }

  // --- What no event says

  /** Reports a stream that no event closed. */
  void leftOpen() {
    findings.notChecked(place, "its end: no event closes it");
    var first = chunks.takeExtra();
    if (first == null) {
      return;
    }
    var count = 1L;
    while (chunks.takeExtra() != null) {
      count++;
    }
    findings.notChecked(
        place + " chunk " + first.index(),
        "no event covers it" + (count == 1 ? "" : ", nor the " + (count - 1) + " after it"));
  }
}
