package io.executionplane.journal.export;

import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.RecordedEvent;

/**
 * Checks that the exported anchor is one of this execution, in this log, and true to the record.
 */
final class AnchorFileCheck {

  private final ExportFiles files;
  private final ExportManifest manifest;
  private final ExportFindings findings;

  AnchorFileCheck(ExportFiles files, ExportManifest manifest, ExportFindings findings) {
    this.files = files;
    this.manifest = manifest;
    this.findings = findings;
  }

  void check(byte[] bytes) {
    try {
      if (LogEntry.decode(bytes) instanceof Anchor anchor) {
        check(anchor);
      } else {
        findings.failed(ExportLayout.ANCHOR, "is not an anchor");
      }
    } catch (MalformedJsonException | ContractViolationException wrong) {
      findings.failed(ExportLayout.ANCHOR, "is not an anchor: " + wrong.getMessage());
    }
  }

  private void check(Anchor anchor) {
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
}
