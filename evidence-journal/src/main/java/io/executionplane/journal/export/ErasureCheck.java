package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Erased;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedCheckpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks that content is gone exactly where the log says that it was erased. */
final class ErasureCheck {

  private final ExportFiles files;
  private final ExportManifest manifest;
  private final ExportFindings findings;
  private final List<ProvenErasure> erasures = new ArrayList<>();

  ErasureCheck(ExportFiles files, ExportManifest manifest, ExportFindings findings) {
    this.files = files;
    this.manifest = manifest;
    this.findings = findings;
  }

  /** An erasure that is in the log, and where. */
  private record ProvenErasure(long index, Erased entry) {

    boolean covers(StreamName stream, long chunk) {
      return entry.stream().equals(stream)
          && entry.chunks().from() <= chunk
          && chunk < entry.chunks().to();
    }
  }

  /**
   * Checks all erasures, and all chunks against them.
   *
   * @param checkpoint under which all of them must be
   */
  void check(SignedCheckpoint checkpoint) {
    for (var name : manifest.erasures()) {
      files
          .read(name, LogProof.BYTES_MAX)
          .flatMap(bytes -> proven(name, bytes, checkpoint))
          .ifPresent(erasures::add);
    }
    manifest.streams().forEach(each -> checkChunks(each.stream()));
  }

  // --- Erasures

  private Optional<ProvenErasure> proven(String name, byte[] bytes, SignedCheckpoint checkpoint) {
    LogProof proof;
    try {
      proof = LogProof.parse(bytes);
    } catch (MalformedLogDataException wrong) {
      findings.failed(name, "is not a proof: " + wrong.getMessage());
      return Optional.empty();
    }
    var entry = proof.extra().toArray();
    var erased = erased(entry);
    if (erased.isEmpty()) {
      findings.failed(name, "is not an erasure of this execution");
    } else if (!Arrays.equals(proof.checkpoint().bytes(), checkpoint.bytes())) {
      findings.failed(name, "is under another checkpoint than " + ExportLayout.PROOF);
    } else if (!proof.inclusion().verifies(entry, checkpoint.checkpoint().head().root())) {
      findings.failed(name, "does not lead from the entry to the checkpoint");
    } else {
      var index = proof.inclusion().index();
      findings.checked(
          name, "the log has the erasure at index " + index + ": " + erased.get().reason());
      return Optional.of(new ProvenErasure(index, erased.get()));
    }
    return Optional.empty();
  }

  private Optional<Erased> erased(byte[] entry) {
    try {
      return LogEntry.decode(entry) instanceof Erased erased
              && erased.execution().equals(manifest.executionRef())
              && manifest.log().filter(erased.log()::equals).isPresent()
          ? Optional.of(erased)
          : Optional.empty();
    } catch (MalformedJsonException | ContractViolationException wrong) {
      return Optional.empty();
    }
  }

  // --- Chunks

  private void checkChunks(StreamName stream) {
    var lines =
        new FileLines(files, ExportLayout.chunks(stream.text()), ExportLayout.CHUNK_LINE_MAX);
    for (var number = 0L; lines.hasNext(); number++) {
      var place = manifest.executionRef() + " " + stream + " chunk " + number;
      ExportedEvidence.chunk(lines.next()).ifPresent(chunk -> check(place, stream, chunk));
    }
  }

  private void check(String place, StreamName stream, ExportedChunk chunk) {
    var erasure = erasures.stream().filter(each -> each.covers(stream, chunk.index())).findFirst();
    if (chunk.isErased() && erasure.isEmpty()) {
      findings.failed(place, "its content is gone, and the log has no erasure of it");
    } else if (!chunk.isErased() && erasure.isPresent()) {
      findings.failed(
          place,
          "it has content, though entry %d of the log says that it was erased"
              .formatted(erasure.get().index()));
    } else if (erasure.isPresent()) {
      findings.checked(
          place, "erased, as entry %d of the log says".formatted(erasure.get().index()));
    }
  }
}
