package io.executionplane.benchmarks;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/**
 * The log on H2: how fast anchors get under a signed checkpoint, beside plain batched inserts of
 * the same bytes in the same batches; and what a proof and a whole verification cost at that size.
 */
public final class EvidenceLogRates {

  private static final int PROOFS = 2000;
  private static final int PAGE = 4096;
  private static final double NANOS = 1e9;

  private EvidenceLogRates() {}

  /** Runs it; the first argument is the number of leaves (default 1,000,000). */
  public static void main(String[] args) throws Exception {
    var leaves = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    var directory = Files.createTempDirectory("evidence-log-rates");
    var settings = StoreSettings.from(ConfigFactory.load()).withDirectory(directory);
    try (var store = JournalStore.open(settings)) {
      var log = EvidenceLog.open(store.dataSource(), directory, Clock.systemUTC());
      write(store.dataSource(), log, leaves);
      var reader = new LogReader(store.dataSource());
      prove(reader, log.key(), leaves);
      verify(reader, leaves);
    } finally {
      delete(directory);
    }
  }

  // --- Writing, batch by batch in turn with plain inserts

  private static void write(DataSource database, EvidenceLog log, int leaves) throws SQLException {
    execute(
        database, "create table plain (id bigint primary key, bytes varbinary, ref varchar(29))");
    var logged = new ArrayList<Double>();
    var logNanos = 0L;
    var plainNanos = 0L;
    for (var first = 0; first < leaves; first += EvidenceLog.BATCH_MAX) {
      var anchors = anchors(log, first, Math.min(leaves, first + EvidenceLog.BATCH_MAX));
      var begin = System.nanoTime();
      log.append(anchors);
      var middle = System.nanoTime();
      insert(database, first, anchors);
      plainNanos += System.nanoTime() - middle;
      logNanos += middle - begin;
      logged.add((middle - begin) / 1e6);
      progress("logged", first + anchors.size(), leaves);
    }
    logged.sort(null);
    System.out.printf("anchors in the log      %,10.0f per s%n", leaves / (logNanos / NANOS));
    System.out.printf("plain batched inserts   %,10.0f per s%n", leaves / (plainNanos / NANOS));
    System.out.printf(
        "a batch of %d           %10.1f ms p50, %.1f ms p99%n",
        EvidenceLog.BATCH_MAX, at(logged, 0.5), at(logged, 0.99));
  }

  private static List<Anchor> anchors(EvidenceLog log, int from, int to) {
    var anchors = new ArrayList<Anchor>();
    for (var i = from; i < to; i++) {
      var ref = ExecutionRef.derive("default", "request-" + i);
      var head = Sha256.ofText("head " + i);
      anchors.add(new Anchor(log.name(), ref, 9, head, Anchor.State.TERMINAL, Instant.now()));
    }
    return anchors;
  }

  private static void insert(DataSource database, int first, List<Anchor> anchors)
      throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement =
          connection.prepareStatement("insert into plain (id, bytes, ref) values (?, ?, ?)")) {
        for (var i = 0; i < anchors.size(); i++) {
          statement.setLong(1, first + i);
          statement.setBytes(2, anchors.get(i).canonical());
          statement.setString(3, anchors.get(i).execution().text());
          statement.addBatch();
        }
        statement.executeBatch();
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  // --- Proofs

  private static void prove(LogReader reader, VerifierKey key, int leaves) {
    var random = new Random(1);
    var millis = new ArrayList<Double>();
    var bytes = 0;
    for (var i = 0; i < PROOFS; i++) {
      var index = (long) random.nextInt(leaves);
      var begin = System.nanoTime();
      var proof = reader.prove(index);
      millis.add((System.nanoTime() - begin) / 1e6);
      var path = proof.inclusion().path().size();
      bytes = Math.max(bytes, path * 32);
      var entry = reader.entries(index, 1).get(0).toArray();
      var origin = proof.checkpoint().checkpoint().origin();
      proof
          .objection(entry, origin, List.of(key))
          .ifPresent(
              why -> {
                throw new IllegalStateException(why);
              });
    }
    millis.sort(null);
    System.out.printf(
        "a proof at %,d       %10d bytes of hashes, %.2f ms p50, %.2f ms p99%n",
        leaves, bytes, at(millis, 0.5), at(millis, 0.99));
  }

  // --- Everything

  private static void verify(LogReader reader, int leaves) {
    var begin = System.nanoTime();
    var range = new CompactRange();
    var read = 0L;
    var size = 0L;
    for (var page = reader.entries(0, PAGE); !page.isEmpty(); page = reader.entries(size, PAGE)) {
      for (var entry : page) {
        range.append(entry.toArray());
        read += entry.size();
      }
      size += page.size();
    }
    var seconds = (System.nanoTime() - begin) / NANOS;
    var head = reader.checkpoint().orElseThrow().checkpoint().head();
    if (!range.root().equals(head.root())) {
      throw new IllegalStateException("the log has another root than the one that was signed");
    }
    System.out.printf(
        "all leaves verified     %,10.0f per s, %.0f MiB/s: %.1f s for %,d%n",
        size / seconds, read / seconds / (1 << 20), seconds, leaves);
  }

  private static double at(List<Double> sorted, double part) {
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * part)));
  }

  private static void progress(String what, int done, int total) {
    System.err.printf("\r%s %,d of %,d", what, done, total);
    if (done == total) {
      System.err.println();
    }
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      var all = files.sorted(Comparator.reverseOrder()).toArray(Path[]::new);
      for (var file : Arrays.asList(all)) {
        Files.delete(file);
      }
    }
  }
}
