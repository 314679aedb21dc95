package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Adds to what verifying one execution has shown what the log says of it: that the newest anchor is
 * in the tree which the log's key signed, and that it is of the head that was found.
 *
 * <p>The key is the one that the log itself names in its first entry. Whoever does not trust the
 * operator compares it with one that was kept elsewhere.
 */
public final class LogCheck {

  private final LogReader log;

  public LogCheck(DataSource database) {
    this.log = new LogReader(database);
  }

  /** The report with the log's part. */
  public VerificationReport complete(VerificationReport report) {
    if (report.head().isEmpty()) {
      return report;
    }
    try {
      return log.checkpoint()
          .map(checkpoint -> complete(report, checkpoint))
          .orElseGet(() -> notChecked(report, "no log was begun in this store"));
    } catch (MalformedLogDataException
        | MalformedJsonException
        | ContractViolationException
        | LogUnreadableException broken) {
      return failed(report, "the log is damaged: " + broken.getMessage());
    }
  }

  private VerificationReport complete(VerificationReport report, SignedCheckpoint checkpoint) {
    var tree = new TiledTree(checkpoint.checkpoint().head().size(), log);
    var objection = log.objection(checkpoint);
    if (objection.isPresent()) {
      return failed(report, objection.get());
    }
    var anchors = log.anchors(report.ref());
    if (anchors.isEmpty()) {
      return notChecked(report, "it is not in the log yet");
    }
    return complete(report, checkpoint, tree, anchors.get(anchors.size() - 1));
  }

  private VerificationReport complete(
      VerificationReport report, SignedCheckpoint checkpoint, TiledTree tree, IndexedEntry newest) {
    var size = checkpoint.checkpoint().head().size();
    if (!isInTree(newest, checkpoint, tree)) {
      return failed(report, "entry " + newest.index() + " is not in the tree that was signed");
    }
    var anchor = (Anchor) LogEntry.decode(newest.entry().toArray());
    var head = report.head().orElseThrow();
    if (anchor.seq() < head.seq()) {
      return notChecked(
          report, "seq " + (anchor.seq() + 1) + " to " + head.seq() + " are not in the log yet");
    }
    if (!head.equals(new ChainHead(anchor.seq(), anchor.head()))) {
      return failed(report, "entry " + newest.index() + " is of another head");
    }
    return with(
        report,
        "entry %d of %s, under a signed checkpoint of %d"
            .formatted(newest.index(), checkpoint.checkpoint().origin(), size));
  }

  private static boolean isInTree(IndexedEntry entry, SignedCheckpoint checkpoint, TiledTree tree) {
    var head = checkpoint.checkpoint().head();
    return entry.index() < head.size()
        && tree.prove(entry.index()).verifies(entry.entry().toArray(), head.root());
  }

  // --- The report

  private static VerificationReport with(VerificationReport report, String sentence) {
    return new VerificationReport(
        report.ref(),
        report.head(),
        longer(report.checked(), report, sentence),
        report.failed(),
        report.notChecked());
  }

  private static VerificationReport failed(VerificationReport report, String sentence) {
    return new VerificationReport(
        report.ref(),
        report.head(),
        report.checked(),
        longer(report.failed(), report, sentence),
        report.notChecked());
  }

  private static VerificationReport notChecked(VerificationReport report, String sentence) {
    return new VerificationReport(
        report.ref(),
        report.head(),
        report.checked(),
        report.failed(),
        longer(report.notChecked(), report, sentence));
  }

  private static List<Finding> longer(
      List<Finding> findings, VerificationReport report, String sentence) {
    var longer = new ArrayList<>(findings);
    longer.add(new Finding(report.ref() + " in the log", sentence));
    return longer;
  }
}
