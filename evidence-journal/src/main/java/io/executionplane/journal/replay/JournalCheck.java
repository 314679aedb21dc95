package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.AnchoredHead;
import io.executionplane.journal.anchor.LogAudit;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.anchor.LogUnreadableException;
import io.executionplane.journal.anchor.UnanchoredHeads;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.read.ProgressListener;
import io.executionplane.journal.replay.JournalFinding.Kind;
import io.executionplane.journal.verify.EvidenceUnreadableException;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.StoredHashes;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.util.Iterator;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole journal: the chain and the streams of every execution, chunks that no execution
 * owns, and rows that are not ours.
 *
 * <p>Walks over records and chunks in step, by name: it holds one execution's report and no list of
 * executions. Findings are handed on as they come. Used once.
 */
public final class JournalCheck {

  /** Most lines about foreign rows of one record. */
  private static final int FOREIGN_MAX = 10;

  private static final int STREAMS_MAX = 100;

  private final DataSource dataSource;
  private final JournalRows rows;
  private final ExecutionVerifier verifier;
  private final Consumer<JournalFinding> findings;
  private final ProgressListener progress;
  private long executions;
  private long verified;
  private long failures;
  private long unchecked;

  /**
   * A check that has not begun.
   *
   * @param findings is told what is wrong or could not be checked, in the order of names
   * @param progress is told after each record
   */
  public JournalCheck(
      DataSource dataSource, Consumer<JournalFinding> findings, ProgressListener progress) {
    this.dataSource = dataSource;
    this.rows = new JournalRows(dataSource);
    var log = new LogReader(dataSource);
    this.verifier =
        new ExecutionVerifier(
            new JdbcEvidenceSource(dataSource), new StoredHashes(dataSource).and(log), log);
    this.findings = findings;
    this.progress = progress;
  }

  /**
   * What was checked.
   *
   * @param executions how many there are
   * @param verified how many of them are right in everything
   * @param failures findings of what is wrong
   * @param unchecked findings of what could not be checked
   */
  public record Summary(long executions, long verified, long failures, long unchecked) {

    public Verdict verdict() {
      if (failures > 0) {
        return Verdict.FAILED;
      }
      return unchecked > 0 ? Verdict.INCOMPLETE : Verdict.VERIFIED;
    }
  }

  /** Checks everything. Never throws for what the rows hold. */
  public Summary run() {
    try {
      walk();
      auditLog();
    } catch (EvidenceUnreadableException | LogUnreadableException unreadable) {
      report(
          JournalFinding.notChecked(
              Kind.UNREADABLE,
              new Finding("the journal", "what comes next: " + unreadable.getMessage())));
    }
    return new Summary(executions, verified, failures, unchecked);
  }

  private void walk() {
    var total = rows.recordCount();
    var owners = new Owners(rows.chunkOwners());
    var done = 0L;
    for (var records = rows.records(); records.hasNext(); ) {
      check(records.next(), owners);
      done++;
      progress.onProgress(done, Math.max(done, total));
    }
    owners.rest(this::reportOrphan);
  }

  private void check(String record, Owners owners) {
    var ref = PersistenceIds.refOf(record);
    if (ref.isEmpty()) {
      reportForeignRecord(record);
      return;
    }
    owners.before(ref.get().text(), this::reportOrphan);
    check(ref.get(), record);
  }

  private void check(ExecutionRef ref, String record) {
    executions++;
    var before = failures + unchecked;
    reportForeignRows(ref, record);
    var report = verifier.verify(ref);
    report.failed().forEach(each -> report(JournalFinding.failed(Kind.RECORD, each)));
    report.notChecked().forEach(each -> report(JournalFinding.notChecked(Kind.RECORD, each)));
    verified += before == failures + unchecked ? 1 : 0;
  }

  // --- The log

  private void auditLog() {
    var audit =
        new LogAudit(
            dataSource, wrong -> report(JournalFinding.failed(Kind.LOG, wrong)), read -> {});
    if (audit.run().isEmpty()) {
      report(
          JournalFinding.notChecked(
              Kind.LOG, new Finding("the log", "was not begun in this store")));
      return;
    }
    var unanchored = new UnanchoredHeads(dataSource);
    for (var page = unanchored.page(0); ; page = unanchored.page(page.last())) {
      page.heads().forEach(this::reportUnanchored);
      if (page.isLast()) {
        return;
      }
    }
  }

  private void reportUnanchored(AnchoredHead head) {
    report(
        JournalFinding.notChecked(
            Kind.LOG,
            new Finding(head.ref() + " seq " + head.head().seq(), "is not in the log yet")));
  }

  // --- What is not an execution's own record

  private void reportForeignRows(ExecutionRef ref, String record) {
    for (var row : rows.foreignRows(record, EvidenceSerializer.IDENTIFIER, FOREIGN_MAX)) {
      report(
          JournalFinding.failed(
              Kind.FOREIGN_ROW,
              new Finding(
                  ref + " seq " + row.seq(), "was written by serializer " + row.serializerId())));
    }
  }

  /** Others may keep things in the same journal, but not under the names of executions. */
  private void reportForeignRecord(String record) {
    var ours = record.startsWith(PersistenceIds.PREFIX);
    report(
        ours
            ? JournalFinding.failed(
                Kind.FOREIGN_RECORD, new Finding(record, "is named like an execution and is none"))
            : JournalFinding.notChecked(
                Kind.FOREIGN_RECORD, new Finding(record, "is a record of something else")));
  }

  /** No stream becomes durable before an event of its execution. */
  private void reportOrphan(String owner) {
    var streams = rows.streams(owner, STREAMS_MAX);
    report(
        JournalFinding.failed(
            Kind.ORPHANED_CHUNKS,
            new Finding(owner, "chunks are stored, but no event: " + streams)));
  }

  private void report(JournalFinding finding) {
    if (finding.certain()) {
      failures++;
    } else {
      unchecked++;
    }
    findings.accept(finding);
  }

  /** The owners of chunks, walked over in step with the records. */
  private static final class Owners {

    private final Iterator<String> names;
    private @Nullable String ahead;

    Owners(Iterator<String> names) {
      this.names = names;
      this.ahead = names.hasNext() ? names.next() : null;
    }

    /** Hands on those before a name, and passes over that one. */
    void before(String ref, Consumer<String> orphans) {
      for (var owner = ahead; owner != null && owner.compareTo(ref) <= 0; owner = ahead) {
        if (!owner.equals(ref)) {
          orphans.accept(owner);
        }
        ahead = names.hasNext() ? names.next() : null;
      }
    }

    void rest(Consumer<String> orphans) {
      for (var owner = ahead; owner != null; owner = ahead) {
        orphans.accept(owner);
        ahead = names.hasNext() ? names.next() : null;
      }
    }
  }
}
