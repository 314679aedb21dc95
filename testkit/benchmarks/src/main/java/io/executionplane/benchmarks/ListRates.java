package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.store.DataDirectory;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.journal.view.ListQuery;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Lists of a store with many executions: what a page of 20 costs under each filter, in turn with
 * the bare query that reads as many rows of the journal by their primary key; and how fast the view
 * is made, beside reading all rows in the order of that key.
 */
public final class ListRates {

  private static final int EXECUTIONS = 100_000;
  private static final int ROUNDS = 200;
  private static final int WARM_UP_ROUNDS = 50;
  private static final int LIMIT = 20;
  private static final int SCAN_PAGE = 512;
  private static final double NANOS = 1e9;

  private static final Map<String, String> TEAM = Map.of("team", "team-7");

  private static final String RANGE =
      "select ordering, persistence_id, sequence_number, event_ser_id, event_ser_manifest,"
          + " event_payload from event_journal where ordering > ? order by ordering limit ?";

  private final JournalStore store;
  private final int executions;

  private ListRates(JournalStore store, int executions) {
    this.store = store;
    this.executions = executions;
  }

  /** Runs it; the first argument is the number of executions (default 100,000). */
  public static void main(String[] args) throws Exception {
    var executions = args.length > 0 ? Integer.parseInt(args[0]) : EXECUTIONS;
    if (args.length > 1) {
      fill(Path.of(args[1]), executions);
    } else {
      BothStores.each((name, directory, settings) -> measure(name, settings, executions));
    }
  }

  private static void fill(Path path, int executions) throws SQLException {
    try (var directory = DataDirectory.open(path, "benchmark")) {
      var settings = StoreSettings.from(ConfigFactory.load()).withDirectory(directory.path());
      try (var store = JournalStore.open(settings)) {
        RecordedRows.write(store.dataSource(), executions);
      }
    }
  }

  private static void measure(String name, Config settings, int executions) throws SQLException {
    var whole = StoreSettings.from(settings.withFallback(ConfigFactory.load()));
    try (var store = JournalStore.open(whole)) {
      RecordedRows.write(store.dataSource(), executions);
      System.out.printf("%n%s, %,d executions%n", name, executions);
      var rates = new ListRates(store, executions);
      rates.makeTheView();
      rates.list();
    }
  }

  // --- The view

  private void makeTheView() throws SQLException {
    var begin = System.nanoTime();
    var rows = readEverything(store.dataSource());
    var middle = System.nanoTime();
    store
        .view()
        .rebuild((done, total) -> Progress.say("indexed %,d of %,d".formatted(done, total)));
    var end = System.nanoTime();
    Progress.done();
    System.out.printf("rows by primary key     %,10.0f per s%n", rows / ((middle - begin) / NANOS));
    System.out.printf(
        "rows taken into the view%,10.0f per s: %.1f s%n",
        rows / ((end - middle) / NANOS), (end - middle) / NANOS);
  }

  private static long readEverything(DataSource database) throws SQLException {
    var rows = 0L;
    var page = readRange(database, 0, SCAN_PAGE);
    for (; page.rows() == SCAN_PAGE; page = readRange(database, page.last(), SCAN_PAGE)) {
      rows += page.rows();
    }
    return rows + page.rows();
  }

  private record Page(int rows, long last) {}

  private static Page readRange(DataSource database, long after, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(RANGE)) {
      statement.setLong(1, after);
      statement.setInt(2, limit);
      try (var found = statement.executeQuery()) {
        var rows = 0;
        var last = after;
        while (found.next()) {
          last = found.getLong(1);
          found.getBytes(6);
          rows++;
        }
        return new Page(rows, last);
      }
    }
  }

  // --- Pages

  private void list() throws SQLException {
    var queries = queries();
    var nanos = new LinkedHashMap<String, List<Long>>();
    var shown = new LinkedHashMap<String, Integer>();
    var random = new Random(2);
    for (var round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (var query : queries.entrySet()) {
        var begin = System.nanoTime();
        var page = store.executions().page(query.getValue());
        keep(nanos, query.getKey(), System.nanoTime() - begin, round);
        shown.put(query.getKey(), page.executions().size());
      }
      var place = (long) (random.nextDouble() * executions * 6);
      var begin = System.nanoTime();
      readRange(store.dataSource(), place, LIMIT * 7);
      keep(nanos, "bare range, 140 rows", System.nanoTime() - begin, round);
      Progress.say("round %d of %d".formatted(round, ROUNDS));
    }
    Progress.done();
    nanos.forEach(
        (what, each) -> {
          var times = Latencies.ofNanos(each);
          System.out.printf(
              "%-36s %7.2f ms p50 %7.2f ms p99   %d shown%n",
              what, times.millis(50), times.millis(99), shown.getOrDefault(what, 0));
        });
  }

  private static void keep(Map<String, List<Long>> nanos, String what, long took, int round) {
    if (round >= 0) {
      nanos.computeIfAbsent(what, key -> new ArrayList<>()).add(took);
    }
  }

  private Map<String, ListQuery> queries() {
    var queries = new LinkedHashMap<String, ListQuery>();
    var newest = store.executions().page(ListQuery.newest(ListQuery.LIMIT_MAX));
    var all = ListQuery.newest(LIMIT);
    queries.put("newest", all);
    queries.put("after the newest 1,000", all.after(newest.nextPageToken().orElseThrow()));
    for (var status : List.of(ExecutionStatus.FAILED, ExecutionStatus.LOST)) {
      queries.put("status " + status, all.withStatuses(Set.of(status)));
    }
    queries.put(
        "any of four statuses",
        all.withStatuses(
            Set.of(
                ExecutionStatus.RUNNING,
                ExecutionStatus.LOST,
                ExecutionStatus.CANCELLED,
                ExecutionStatus.REJECTED)));
    queries.put("lane", all.withLane("http"));
    queries.put("label", all.withLabels(TEAM));
    queries.put(
        "label, lane and status",
        all.withLabels(TEAM).withLane("process").withStatuses(Set.of(ExecutionStatus.FAILED)));
    var middle = ManyExecutions.FIRST.plusSeconds(executions / 2);
    queries.put(
        "an hour in the middle", all.admittedFrom(middle).admittedBefore(middle.plusSeconds(3600)));
    queries.put("before everything", all.admittedBefore(ManyExecutions.FIRST));
    queries.put("a label that nobody has", all.withLabels(Map.of("team", "none")));
    queries.put(
        "two labels, each of every other", all.withLabels(Map.of("even", "yes", "odd", "yes")));
    return queries;
  }
}
