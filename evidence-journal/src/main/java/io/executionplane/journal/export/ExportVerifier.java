package io.executionplane.journal.export;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.verify.EvidenceUnreadableException;
import io.executionplane.journal.verify.ExecutionVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Verifies an exported directory, without a database and without trust in whoever exported it.
 *
 * <p>Checked are the record itself, that the log has an anchor of its end, that the log's key
 * signed for it, and that the manifest names every file and no other.
 */
public final class ExportVerifier {

  private final List<VerifierKey> trusted;

  /**
   * A verifier.
   *
   * @param trusted keys that the auditor has from somewhere else. Without any, the keys in the
   *     export are used, and no report says that everything was checked: who exported may have made
   *     them
   */
  public ExportVerifier(List<VerifierKey> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** Never throws, whatever the directory holds. */
  public ExportReport verify(Path directory) {
    var findings = new ExportFindings();
    try {
      var files = ExportFiles.of(directory);
      var manifest = manifest(files, findings);
      if (manifest.isPresent()) {
        return verify(files, manifest.get(), findings);
      }
    } catch (EvidenceUnreadableException unreadable) {
      findings.notChecked(ExportLayout.MANIFEST, "anything: " + unreadable.getMessage());
    }
    return report(Optional.empty(), findings);
  }

  private static Optional<ExportManifest> manifest(ExportFiles files, ExportFindings findings) {
    var bytes = files.read(ExportLayout.MANIFEST, ExportLayout.MANIFEST_BYTES_MAX);
    if (bytes.isEmpty()) {
      findings.failed(ExportLayout.MANIFEST, "is missing");
      return Optional.empty();
    }
    try {
      if (bytes.get().length > ExportLayout.MANIFEST_BYTES_MAX) {
        throw new MalformedJsonException("too long");
      }
      return Optional.of(ExportManifest.decode(bytes.get()));
    } catch (MalformedJsonException | ContractViolationException wrong) {
      findings.failed(ExportLayout.MANIFEST, "is not a manifest: " + wrong.getMessage());
      return Optional.empty();
    }
  }

  private ExportReport verify(ExportFiles files, ExportManifest manifest, ExportFindings findings) {
    var ref = manifest.executionRef();
    var evidence = new ExportedEvidence(files);
    var record = new ExecutionVerifier(evidence, evidence).verify(ref);
    findings.checked.addAll(record.checked());
    findings.failed.addAll(record.failed());
    findings.notChecked.addAll(record.notChecked());
    try {
      new LogCheck(files, manifest, trusted, findings).check();
      new FileCheck(files, manifest, findings).check();
    } catch (EvidenceUnreadableException unreadable) {
      findings.notChecked(ExportLayout.MANIFEST, "all files: " + unreadable.getMessage());
    }
    return report(Optional.of(ref), findings);
  }

  private static ExportReport report(Optional<ExecutionRef> ref, ExportFindings findings) {
    return new ExportReport(ref, findings.checked, findings.failed, findings.notChecked);
  }
}
