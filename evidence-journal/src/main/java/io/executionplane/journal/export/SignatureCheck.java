package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.journal.log.Handover;
import io.executionplane.journal.log.KnownKeys;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that a key of the log signed the checkpoint: one that the auditor knows, or one that such
 * a key handed over to. An auditor who knows none takes the export's word for the first one.
 */
final class SignatureCheck {

  private final ExportFiles files;
  private final ExportManifest manifest;
  private final List<VerifierKey> trusted;
  private final ExportFindings findings;

  SignatureCheck(
      ExportFiles files,
      ExportManifest manifest,
      List<VerifierKey> trusted,
      ExportFindings findings) {
    this.files = files;
    this.manifest = manifest;
    this.trusted = trusted;
    this.findings = findings;
  }

  void check(SignedCheckpoint checkpoint) {
    var exported = exportedKeys();
    var known = trusted.isEmpty() ? exported.stream().limit(1).toList() : trusted;
    var ofTheLog =
        known.stream().filter(key -> key.name().equals(checkpoint.checkpoint().origin())).toList();
    if (KnownKeys.areDistinct(ofTheLog)) {
      check(checkpoint, new KnownKeys(ofTheLog), known);
    } else {
      findings.failed(ExportLayout.KEYS, "two different keys have one id");
    }
  }

  private void check(SignedCheckpoint checkpoint, KnownKeys keys, List<VerifierKey> known) {
    manifest.handovers().forEach(name -> follow(name, keys));
    var verdict = checkpoint.note().verify(keys.believedAt(checkpoint.checkpoint().head().size()));
    if (!verdict.failed().isEmpty()) {
      findings.failed(ExportLayout.CHECKPOINT, "a signature of it is wrong");
    } else if (verdict.verified().isEmpty()) {
      findings.failed(ExportLayout.CHECKPOINT, "no known key of the log signed it");
    } else {
      findings.checked(ExportLayout.CHECKPOINT, "signed by " + id(verdict.verified().get(0)));
      if (trusted.isEmpty()) {
        findings.notChecked(
            ExportLayout.KEYS,
            "who holds the key " + id(known.get(0)) + ": it comes from the export itself");
      }
    }
  }

  private static String id(VerifierKey key) {
    return key.name() + "+" + key.keyId();
  }

  /** The keys in the export, up to the first line that is none. */
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

  // --- Handovers

  private void follow(String name, KnownKeys keys) {
    files
        .read(name, LogProof.BYTES_MAX)
        .flatMap(bytes -> handover(name, bytes))
        .ifPresent(handover -> follow(name, handover, keys));
  }

  private Optional<Handover> handover(String name, byte[] bytes) {
    LogProof proof;
    try {
      proof = LogProof.parse(bytes);
    } catch (MalformedLogDataException wrong) {
      findings.failed(name, "is not a proof: " + wrong.getMessage());
      return Optional.empty();
    }
    try {
      return Optional.of(Handover.of(log(), proof));
    } catch (MalformedLogDataException wrong) {
      findings.failed(name, String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private LogName log() {
    return manifest.log().orElseThrow(() -> new MalformedLogDataException(Handover.NOT_ADDED));
  }

  private void follow(String name, Handover handover, KnownKeys keys) {
    switch (keys.follow(handover)) {
      case FOLLOWED ->
          findings.checked(name, "the key before handed over to " + id(handover.added()));
      case SKIPPED -> {} // The auditor may know a later key only.
      case AMBIGUOUS -> findings.failed(name, "two different keys have one id");
      case FORGED -> findings.failed(name, "a signature of it is wrong");
      case NOT_SIGNED_BY_ADDED -> findings.failed(name, "the added key did not sign it");
    }
  }
}
