package io.executionplane.journal.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.commit.CommitLimits;
import io.executionplane.journal.commit.GroupCommit;
import io.executionplane.journal.output.Content;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.journal.read.StoredRow;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Events and the content that they name become durable together, whatever happens on the way. */
@ParameterizedClass
@EnumSource
class IntoJournalTest {

  private static final CommitLimits LIMITS =
      new CommitLimits(100, 100_000, 100, 100_000, Duration.ofSeconds(10));

  private static final History ONE = history("one");
  private static final History OTHER = history("other");

  @Parameter TestDatabase kind;
  @TempDir private Path directory;
  private JournalStore journal;

  private final AtomicInteger connections = new AtomicInteger();

  /** Counted down once the writer may connect. */
  private final CountDownLatch open = new CountDownLatch(1);

  @BeforeEach
  void openDatabase() {
    journal = JournalStore.open(kind.settings(directory));
  }

  @AfterEach
  void closeDatabase() {
    open.countDown();
    if (journal != null) { // Where the test is skipped there is none.
      journal.close();
    }
  }

  @Test
  void storesEventsAndTheContentThatTheyName() throws Exception {
    try (var commit = start(journal.dataSource())) {
      await(commit.offer(write(ONE, "request")));
    }

    assertThat(journal.reader().rows(ONE.ref()))
        .extracting(StoredRow::event)
        .containsExactlyElementsOf(ONE.events());
    assertThat(content(ONE.ref())).containsExactly("request");
  }

  @Test
  void storesNeitherWhereTheEventsCannotBeStored() throws Exception {
    var another = History.of("one").and(Payloads.accepted()).and(Payloads.started());
    try (var commit = start(journal.dataSource())) {
      await(commit.offer(write(another, "the first")));

      var refused = commit.offer(write(ONE, "the second"));

      assertThat(failure(refused))
          .isInstanceOf(EventsNotStored.class)
          .hasMessage("the database refused events, SQLSTATE 23505");
    }
    assertThat(content(ONE.ref())).containsExactly("the first");
    assertThat(journal.reader().lastSeq(ONE.ref())).isEqualTo(another.events().size());
  }

  @Test
  void takesNoOtherWriteDownWithOneThatFails() throws Exception {
    try (var commit = start(gated())) {
      var blocks = commit.offer(write(history("blocks"), "x"));
      var good = commit.offer(write(OTHER, "good"));
      var first = commit.offer(write(ONE, "first"));
      var bad = commit.offer(write(History.of("one").and(Payloads.started()), "bad"));

      open.countDown();

      await(blocks);
      await(good);
      await(first);
      assertThat(failure(bad)).isInstanceOf(EventsNotStored.class);
    }
    assertThat(content(OTHER.ref())).containsExactly("good");
    assertThat(content(ONE.ref())).containsExactly("first");
  }

  @Test
  void putsContentInThePlaceOfWhatAnEarlierTryLeft() throws Exception {
    try (var connection = journal.dataSource().getConnection()) {
      Content.store(connection, List.of(content(ONE.ref(), "left over")));
    }
    try (var commit = start(journal.dataSource())) {
      await(commit.offer(write(ONE, "request")));
    }

    assertThat(content(ONE.ref())).containsExactly("request");
  }

  @Test
  void findsOutWhatBecameOfACommitThatWasReportedAsFailed() throws Exception {
    try (var commit = start(losingTheFirstAnswer())) {
      await(commit.offer(write(ONE, "request")));
    }

    assertThat(connections).hasValue(2);
    assertThat(journal.reader().lastSeq(ONE.ref())).isEqualTo(ONE.events().size());
    assertThat(content(ONE.ref())).containsExactly("request");
  }

  @Test
  void refusesMoreThanMayWait() throws Exception {
    try (var commit = start(gated())) {
      var taken = commit.offer(write(history("taken"), "x"));
      var waits = commit.offer(write(ONE, "x".repeat(90_000)));

      var refused = commit.offer(write(OTHER, "x".repeat(50_000)));

      assertThat(failure(refused))
          .isInstanceOf(EventsNotStored.class)
          .hasMessageEndingWith(" already wait to be stored");
      open.countDown();
      await(taken);
      await(waits);
    }
    assertThat(journal.reader().rows(OTHER.ref())).isEmpty();
  }

  // --- Tools

  private static History history(String name) {
    return History.of(name)
        .and(Payloads.accepted())
        .and(Payloads.selected())
        .and(Payloads.started());
  }

  private static PendingEvents write(History history, String content) {
    var events = history.events();
    var first = events.get(0).with(content(history.ref(), content));
    var rows =
        Stream.concat(Stream.of(first), events.stream().skip(1))
            .map(event -> row(history.ref(), event))
            .toList();
    return PendingEvents.of(rows);
  }

  private static EventRow row(ExecutionRef ref, RecordedEvent event) {
    return new EventRow(PersistenceIds.of(ref), "writer", 0, event);
  }

  private static Content content(ExecutionRef ref, String text) {
    return Content.of(ref, StreamName.REQUEST, text.getBytes(UTF_8), SaltSource.secure());
  }

  private static GroupCommit<PendingEvents> start(DataSource database) {
    return GroupCommit.start("event store", database, new IntoJournal(), LIMITS);
  }

  private List<String> content(ExecutionRef ref) throws SQLException {
    try (var connection = journal.dataSource().getConnection();
        var statement =
            connection.prepareStatement(
                "select bytes from output_chunk where execution_ref = ? order by chunk_index")) {
      statement.setString(1, ref.text());
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<String>();
        while (rows.next()) {
          found.add(new String(rows.getBytes(1), UTF_8));
        }
        return found;
      }
    }
  }

  private static void await(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get(10, SECONDS);
  }

  private static Throwable failure(CompletionStage<?> stage) throws Exception {
    return stage.handle((done, failure) -> failure).toCompletableFuture().get(10, SECONDS);
  }

  /** How a test gives a connection away. */
  private interface Connecting {
    Connection connect() throws SQLException, InterruptedException;
  }

  private DataSource gated() {
    return connecting(
        () -> {
          if (!open.await(10, SECONDS)) {
            throw new SQLException("the gate stayed shut");
          }
          return journal.dataSource().getConnection();
        });
  }

  private DataSource losingTheFirstAnswer() {
    return connecting(
        () -> {
          var real = journal.dataSource().getConnection();
          return connections.get() == 1 ? committingWithoutAnAnswer(real) : real;
        });
  }

  private static Connection committingWithoutAnAnswer(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            IntoJournalTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                var answer = method.invoke(real, arguments);
                if (method.getName().equals("commit")) {
                  throw new SQLException("the connection was lost");
                }
                return answer;
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private DataSource connecting(Connecting connecting) {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              connections.incrementAndGet();
              return connecting.connect();
            });
  }
}
