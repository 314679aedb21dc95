package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedNote;
import io.executionplane.journal.log.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks that the log has the exported anchor, and that a key of the log says so. */
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
    anchor.ifPresent(this::checkAnchor);
    proof.ifPresent(bytes -> checkProof(bytes, anchor.orElse(new byte[0])));
  }

  // --- The anchor

  private void checkAnchor(byte[] bytes) {
    try {
      if (LogEntry.decode(bytes) instanceof Anchor anchor) {
        checkAnchor(anchor);
      } else {
        findings.failed(ExportLayout.ANCHOR, "is not an anchor");
      }
    } catch (MalformedJsonException | ContractViolationException wrong) {
      findings.failed(ExportLayout.ANCHOR, "is not an anchor: " + wrong.getMessage());
    }
  }

  private void checkAnchor(Anchor anchor) {
    if (!anchor.execution().equals(manifest.executionRef())) {
      findings.failed(ExportLayout.ANCHOR, "is an anchor of " + anchor.execution());
      return;
    }
    if (manifest.log().filter(anchor.log()::equals).isEmpty()) {
      findings.failed(ExportLayout.ANCHOR, "is an anchor of the log " + anchor.log());
    }
    var saysTerminal = anchor.state() == Anchor.State.TERMINAL;
    if (isKnownOtherwise(anchor.seq(), saysTerminal)) {
      findings.failed(
          ExportLayout.ANCHOR,
          "seq %d is %s, and the anchor says otherwise"
              .formatted(anchor.seq(), saysTerminal ? "not the end" : "the end"));
    }
  }

  /** Whether the event there is readable and contradicts the anchor. */
  private boolean isKnownOtherwise(long seq, boolean saysTerminal) {
    var events = new ExportedEvidence(files).events(manifest.executionRef());
    while (events.hasNext()) {
      var row = events.next();
      if (row.sequenceNumber() == seq) {
        return isKnownOtherwise(row.bytes(), saysTerminal);
      }
    }
    return false;
  }

  private static boolean isKnownOtherwise(byte[] event, boolean saysTerminal) {
    try {
      return RecordedEvent.read(event).event().payload() instanceof Terminal != saysTerminal;
    } catch (MalformedJsonException | ContractViolationException damaged) {
      return false; // The record's own check says so.
    }
  }

  // --- The proof

  private void checkProof(byte[] bytes, byte[] anchor) {
    try {
      var proof = LogProof.parse(bytes);
      var root = proof.checkpoint().checkpoint().head().root();
      if (!proof.inclusion().verifies(anchor, root)) {
        findings.failed(ExportLayout.PROOF, "does not lead from the anchor to the checkpoint");
      } else {
        findings.checked(
            ExportLayout.PROOF,
            "the log has the anchor at index %d of %d"
                .formatted(proof.inclusion().index(), proof.inclusion().size()));
      }
      checkCheckpoint(proof);
    } catch (MalformedLogDataException wrong) {
      findings.failed(ExportLayout.PROOF, "is not a proof: " + wrong.getMessage());
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
    var exported = exportedKeys();
    checkSignature(proof.checkpoint().note(), trusted.isEmpty() ? exported : trusted, origin);
  }

  private List<VerifierKey> exportedKeys() {
    var keys = new ArrayList<VerifierKey>();
    var text =
        files
            .read(ExportLayout.KEYS, ExportLayout.KEYS_BYTES_MAX)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse("");
    try {
      text.lines().map(VerifierKey::parse).forEach(keys::add);
    } catch (MalformedLogDataException wrong) {
      findings.failed(ExportLayout.KEYS, "holds something else than keys: " + wrong.getMessage());
    }
    return keys;
  }

  /** Witnesses' keys have other names: only a key of the log's name is the log's. */
  private void checkSignature(SignedNote note, List<VerifierKey> known, String origin) {
    var keys = known.stream().filter(key -> key.name().equals(origin)).distinct().toList();
    if (keys.stream().map(VerifierKey::keyId).distinct().count() < keys.size()) {
      findings.failed(ExportLayout.KEYS, "two different keys have one id");
      return;
    }
    var verdict = note.verify(keys);
    if (!verdict.failed().isEmpty()) {
      findings.failed(ExportLayout.CHECKPOINT, "a signature of it is wrong");
    } else if (verdict.verified().isEmpty()) {
      findings.failed(ExportLayout.CHECKPOINT, "no known key of the log signed it");
    } else {
      reportSigner(verdict.verified().get(0));
    }
  }

  private void reportSigner(VerifierKey key) {
    var id = key.name() + "+" + key.keyId();
    findings.checked(ExportLayout.CHECKPOINT, "signed by " + id);
    if (trusted.isEmpty()) {
      findings.notChecked(
          ExportLayout.KEYS, "who holds the key " + id + ": it comes from the export itself");
    }
  }
}
