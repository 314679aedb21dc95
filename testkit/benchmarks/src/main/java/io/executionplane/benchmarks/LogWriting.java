package io.executionplane.benchmarks;

import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.anchor.EvidenceLog;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Anchors, batch by batch in turn with plain inserts of the same bytes. */
final class LogWriting {

  private final DataSource database;
  private final EvidenceLog log;
  private final List<Long> logged = new ArrayList<>();
  private final List<Long> plain = new ArrayList<>();

  LogWriting(DataSource database, EvidenceLog log) {
    this.database = database;
    this.log = log;
  }

  void write(int leaves) throws SQLException {
    execute("create table plain_entry as select * from log_entry with no data");
    execute("alter table plain_entry alter column entry_index set not null");
    execute("alter table plain_entry add primary key (entry_index)");
    for (var first = 0; first < leaves; first += EvidenceLog.BATCH_MAX) {
      write(first, Math.min(leaves, first + EvidenceLog.BATCH_MAX));
      Progress.say("%,d of %,d anchors".formatted(first, leaves));
    }
    Progress.done();
    print(leaves);
  }

  private void write(int from, int to) throws SQLException {
    var anchors = anchors(from, to);
    var begun = System.nanoTime();
    log.append(anchors);
    var between = System.nanoTime();
    insert(from, anchors);
    logged.add(between - begun);
    plain.add(System.nanoTime() - between);
  }

  private List<Anchor> anchors(int from, int to) {
    var anchors = new ArrayList<Anchor>();
    for (var i = from; i < to; i++) {
      var ref = ExecutionRef.derive("default", "request-" + i);
      var head = Sha256.ofText("head " + i);
      anchors.add(new Anchor(log.name(), ref, 9, head, Anchor.State.TERMINAL, Instant.now()));
    }
    return anchors;
  }

  private void insert(int first, List<Anchor> anchors) throws SQLException {
    var insert =
        "insert into plain_entry (entry_index, entry, execution_ref, seq) values (?, ?, ?, ?)";
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(insert)) {
      connection.setAutoCommit(false);
      for (var i = 0; i < anchors.size(); i++) {
        statement.setLong(1, first + i);
        statement.setBytes(2, anchors.get(i).canonical());
        statement.setString(3, anchors.get(i).execution().text());
        statement.setLong(4, anchors.get(i).seq());
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void print(int leaves) {
    var batches = Latencies.ofNanos(logged);
    var limit = perSecond(leaves, plain);
    var reached = perSecond(leaves, logged);
    System.out.printf("  plain batched inserts   %,10.0f per s%n", limit);
    System.out.printf(
        "  anchors in the log      %,10.0f per s, %.2f of it%n", reached, reached / limit);
    System.out.printf(
        "  a batch of %,d        %10.1f ms p50, %.1f ms p99%n",
        EvidenceLog.BATCH_MAX, batches.millis(50), batches.millis(99));
  }

  private static double perSecond(int leaves, List<Long> nanos) {
    var spent = nanos.stream().mapToLong(Long::longValue).sum();
    return leaves * (double) TimeUnit.SECONDS.toNanos(1) / spent;
  }
}
