package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * How fast executions that run at once get their evidence written down, beside plain inserts of the
 * same rows in batches as long as the journal's.
 */
public final class JournalRates {

  private static final int ROUNDS = 3;
  private static final int JOURNALS_BATCH = 400;
  private static final List<Integer> EVENTS = List.of(1, 4);
  private static final List<Integer> AT_ONCE = List.of(1, 16, 256, 2048);

  private JournalRates() {}

  /** Runs it; the first argument is the length of a round in seconds (default 2). */
  public static void main(String[] args) throws Exception {
    var round = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 2);
    BothStores.each((store, directory, settings) -> compare(store, settings, round));
    System.exit(0); // The actor systems have ended; a thread of a pool may linger for a minute.
  }

  private static void compare(String store, Config settings, Duration round) throws Exception {
    try (var recording = RecordingSystem.open(settings)) {
      PlainRows.createTable(recording.store().dataSource());
      for (var events : EVENTS) {
        compare(store, recording, events, round);
      }
    }
  }

  private static void compare(String store, RecordingSystem recording, int events, Duration round)
      throws Exception {
    var database = recording.store().dataSource();
    try (var batches = PlainRows.open(database, JOURNALS_BATCH);
        var commits = PlainRows.open(database, events)) {
      var limit = Contender.of(plain(JOURNALS_BATCH), time -> batches(database, batches, time));
      var contenders = new ArrayList<Contender>();
      contenders.add(limit);
      contenders.add(Contender.beside(limit, plain(events), new Threads(commits, 1, events)));
      for (var executions : AT_ONCE) {
        contenders.add(
            Contender.beside(
                limit,
                "journal, %,d executions at once".formatted(executions),
                new JournalRound(recording.store(), recording.system(), executions, events)));
      }
      new Comparison("%s, commits of %d".formatted(store, events), contenders).run(round, ROUNDS);
    }
  }

  private static String plain(int rows) {
    return "plain inserts, %d to a commit".formatted(rows);
  }

  /** Begins with an empty table, so that the limit does not fall from round to round. */
  private static Sample batches(DataSource database, PlainRows batches, Duration time)
      throws Exception {
    PlainRows.emptyTable(database);
    return new Threads(batches, 1, JOURNALS_BATCH).run(time);
  }
}
