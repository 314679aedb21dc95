package io.executionplane.benchmarks;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.log.LogEntry.KeyAdded;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.anchor.LogCheck;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.export.EvidenceExporter;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.export.ExportProgress;
import io.executionplane.journal.export.ExportVerifier;
import io.executionplane.journal.export.LogExcerpt;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.replay.JournalCheck;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.StoredHashes;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Executions of one command, in the store and as exported directories. Each measured call takes the
 * next of them.
 */
final class ExportedRecords {

  private final JournalStore journal;
  private final Path directory;
  private final List<ExecutionRef> refs;
  private final AtomicInteger calls = new AtomicInteger();

  private ExportedRecords(JournalStore journal, Path directory, List<ExecutionRef> refs) {
    this.journal = journal;
    this.directory = directory;
    this.refs = refs;
  }

  /** Runs the command so many times, and exports each execution once it is anchored. */
  static ExportedRecords of(
      GovernedCommands commands, AdmissionRequest request, int count, Path directory) {
    var plane = commands.plane();
    Progress.say("running %,d commands", count);
    var refs = IntStream.range(0, count).parallel().mapToObj(i -> commands.run(request)).toList();
    var records = new ExportedRecords(plane.journal(), directory, refs);
    for (var ref : refs) {
      Progress.say("exporting %s", ref);
      plane.anchored(ref).toCompletableFuture().join();
      records.export(ref);
    }
    return records;
  }

  private void export(ExecutionRef ref) {
    var database = journal.dataSource();
    new EvidenceExporter(new JdbcEvidenceSource(database))
        .export(
            ref,
            LogExcerpt.of(new LogReader(database), ref),
            directory.resolve(ref.text()),
            Content.INCLUDED,
            ExportProgress.ignored());
  }

  int count() {
    return refs.size();
  }

  int eventsOfEach() {
    return journal.reader().rows(refs.get(0)).size();
  }

  /** The least that looking at an export can cost. */
  Workload hashingFiles() {
    return () -> {
      try (var files = Files.walk(directory.resolve(next().text()))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          Sha256.of(Files.readAllBytes(file));
        }
      }
    };
  }

  /** As {@code ep evidence verify DIR} with a key that the auditor has. */
  Workload verifyingExports() {
    var keys =
        new LogReader(journal.dataSource())
            .entriesOfNoExecution().stream()
                .filter(KeyAdded.class::isInstance)
                .map(entry -> VerifierKey.of(((KeyAdded) entry).key()))
                .toList();
    var verifier = new ExportVerifier(keys);
    return () -> requireVerified(verifier.verify(directory.resolve(next().text())).verdict());
  }

  /** As {@code ep evidence verify REF}. */
  Workload verifyingStored() {
    var database = journal.dataSource();
    var log = new LogReader(database);
    var verifier =
        new ExecutionVerifier(
            new JdbcEvidenceSource(database), new StoredHashes(database).and(log));
    var logCheck = new LogCheck(database);
    return () -> requireVerified(logCheck.complete(verifier.verify(next())).verdict());
  }

  /** As {@code ep journal check}, which looks at every record and at the log as a whole. */
  Workload checkingStore() {
    return () -> {
      var check = new JournalCheck(journal.dataSource(), finding -> {}, (done, total) -> {});
      requireVerified(check.run().verdict());
    };
  }

  private ExecutionRef next() {
    return refs.get(calls.getAndIncrement() % refs.size());
  }

  private static void requireVerified(Verdict verdict) {
    if (verdict != Verdict.VERIFIED) {
      throw new IllegalStateException("a record that nobody touched is " + verdict);
    }
  }
}
