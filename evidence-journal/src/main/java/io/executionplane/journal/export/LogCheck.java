package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedNote;
import io.executionplane.journal.log.VerifierKey;
import java.util.Arrays;
import java.util.List;

/**
 * Checks that the log has the exported anchor, that a key of the log says so, and that the log says
 * of every erased chunk that it was erased.
 */
final class LogCheck {

  private final ExportFiles files;
  private final ExportManifest manifest;
  private final List<VerifierKey> trusted;
  private final ExportFindings findings;

  LogCheck(
      ExportFiles files,
      ExportManifest manifest,
      List<VerifierKey> trusted,
      ExportFindings findings) {
    this.files = files;
    this.manifest = manifest;
    this.trusted = trusted;
    this.findings = findings;
  }

  void check() {
    if (!manifest.hasProof()) {
      findings.notChecked(
          ExportLayout.PROOF,
          manifest.log().isEmpty()
              ? "whether a log has this record: the journal had no log"
              : "whether the log has this record: it was not anchored when it was exported");
      return;
    }
    var anchor = files.read(ExportLayout.ANCHOR, LogEntry.BYTES_MAX);
    var proof = files.read(ExportLayout.PROOF, LogProof.BYTES_MAX);
    anchor.ifPresent(new AnchorFileCheck(files, manifest, findings)::check);
    proof.ifPresent(bytes -> checkProof(bytes, anchor.orElse(new byte[0])));
  }

  private void checkProof(byte[] bytes, byte[] anchor) {
    LogProof proof;
    try {
      proof = LogProof.parse(bytes);
    } catch (MalformedLogDataException wrong) {
      findings.failed(ExportLayout.PROOF, "is not a proof: " + wrong.getMessage());
      return;
    }
    checkInclusion(proof, anchor);
    checkCheckpoint(proof);
    new SignatureCheck(files, manifest, trusted, findings).check(proof.checkpoint());
    new ErasureCheck(files, manifest, findings).check(proof.checkpoint());
  }

  private void checkInclusion(LogProof proof, byte[] anchor) {
    if (!proof.inclusion().verifies(anchor, proof.checkpoint().checkpoint().head().root())) {
      findings.failed(ExportLayout.PROOF, "does not lead from the anchor to the checkpoint");
    } else {
      findings.checked(
          ExportLayout.PROOF,
          "the log has the anchor at index %d of %d"
              .formatted(proof.inclusion().index(), proof.inclusion().size()));
    }
  }

  private void checkCheckpoint(LogProof proof) {
    var bytes = files.read(ExportLayout.CHECKPOINT, SignedNote.BYTES_MAX);
    if (bytes.isPresent() && !Arrays.equals(bytes.get(), proof.checkpoint().bytes())) {
      findings.failed(ExportLayout.CHECKPOINT, "is not the one in " + ExportLayout.PROOF);
    }
    var origin = proof.checkpoint().checkpoint().origin();
    if (manifest.log().filter(log -> log.text().equals(origin)).isEmpty()) {
      findings.failed(ExportLayout.CHECKPOINT, "is of the log " + origin);
    }
  }
}
