package io.executionplane.journal.output;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.commit.CommitLimits;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JdbcOutputStoreTest {

  private static final ExecutionRef ONE = ExecutionRef.derive("default", "one");
  private static final ExecutionRef OTHER = ExecutionRef.derive("default", "other");
  private static final CommitLimits LIMITS =
      new CommitLimits(10, 1000, 4, 1000, Duration.ofSeconds(5));

  private static ActorSystem system;

  @Parameter TestDatabase kind;
  @TempDir private Path directory;
  private JournalStore journal;
  private DataSource database;

  /** Counted down once the writer may connect. */
  private final CountDownLatch open = new CountDownLatch(1);

  /** Counted down when the writer wants to. */
  private final CountDownLatch connecting = new CountDownLatch(1);

  private final AtomicInteger connections = new AtomicInteger();

  @BeforeAll
  static void startSystem() {
    system = ActorSystem.create("store");
  }

  @AfterAll
  static void stopSystem() {
    TestKit.shutdownActorSystem(system);
  }

  @BeforeEach
  void openDatabase() {
    journal = JournalStore.open(kind.settings(directory));
    database = journal.dataSource();
  }

  @AfterEach
  void closeDatabase() {
    open.countDown();
    if (journal != null) { // Where the test is skipped there is none.
      journal.close();
    }
  }

  // --- Storing

  @Test
  void givesBackWhatWasStored() throws Exception {
    try (var store = JdbcOutputStore.start(database, LIMITS)) {
      var chunks = List.of(chunk(ONE, 0, "ab"), chunk(ONE, 1, "cd"), chunk(ONE, 2, "e"));

      await(store.append(chunks));
      await(store.append(chunk(OTHER, 0, "other")));

      assertThat(read(store, ONE, 0)).containsExactlyElementsOf(chunks);
    }
  }

  @Test
  void storesWhatWaitsInOneTransaction() throws Exception {
    try (var store = JdbcOutputStore.start(gated(), LIMITS)) {
      var first = store.append(chunk(ONE, 0, "first")); // The writer takes it, and waits.
      awaitConnecting();
      var waiting =
          IntStream.range(0, 4).mapToObj(i -> store.append(chunk(OTHER, i, "x"))).toList();

      open.countDown();
      await(first);
      for (var each : waiting) {
        await(each);
      }

      assertThat(connections).hasValue(2);
    }
  }

  @Test
  void storesAllChunksOfACallOrNone() throws Exception {
    try (var store = JdbcOutputStore.start(database, LIMITS)) {
      await(store.append(chunk(ONE, 1, "there")));

      var refused = store.append(List.of(chunk(ONE, 0, "new"), chunk(ONE, 1, "another")));

      assertThat(failure(refused))
          .isInstanceOf(OutputNotStored.class)
          .hasMessageContaining("23505");
      assertThat(read(store, ONE, 0)).extracting(Chunk::index).containsExactly(1L);
    }
  }

  @Test
  void takesNoOtherCallDownWithOneThatFails() throws Exception {
    try (var store = JdbcOutputStore.start(gated(), LIMITS)) {
      var first = store.append(chunk(ONE, 0, "there"));
      awaitConnecting();
      var before = store.append(chunk(OTHER, 0, "before"));
      var poisoned = store.append(List.of(chunk(ONE, 1, "new"), chunk(ONE, 0, "another")));
      var after = store.append(chunk(OTHER, 1, "after"));

      open.countDown();

      await(first);
      await(before);
      await(after);
      assertThat(failure(poisoned))
          .isInstanceOf(OutputNotStored.class)
          .hasMessageContaining("23505");
      assertThat(read(store, OTHER, 0)).hasSize(2);
      assertThat(read(store, ONE, 0)).hasSize(1);
    }
  }

  @Test
  void findsOutWhatBecameOfACommitThatWasReportedAsFailed() throws Exception {
    DataSource losesAnswers = connecting(() -> withCommit(this::commitAndLoseTheAnswerOnce));
    try (var store = JdbcOutputStore.start(losesAnswers, LIMITS)) {

      await(store.append(List.of(chunk(ONE, 0, "ab"), chunk(ONE, 1, "cd"))));

      assertThat(connections).hasValue(2);
      assertThat(read(store, ONE, 0)).hasSize(2);
    }
  }

  @Test
  void goesOnAfterTheDatabaseWasAway() throws Exception {
    DataSource awayOnce =
        connecting(
            () -> {
              if (connections.get() == 1) {
                throw new SQLException("away", "08001");
              }
              return database.getConnection();
            });
    try (var store = JdbcOutputStore.start(awayOnce, LIMITS)) {

      var lost = store.append(chunk(ONE, 0, "lost"));
      assertThat(failure(lost)).hasMessage("the database refused output, SQLSTATE 08001");
      await(store.append(chunk(ONE, 0, "kept")));

      assertThat(read(store, ONE, 0)).hasSize(1);
    }
  }

  @Test
  void storesNothingWithoutAsking() throws Exception {
    try (var store = JdbcOutputStore.start(database, LIMITS)) {

      await(store.append(List.of()));

      assertThat(read(store, ONE, 0)).isEmpty();
    }
  }

  // --- Overload

  @Test
  void refusesMoreChunksThanMayWaitAndTakesThemLater() throws Exception {
    try (var store = JdbcOutputStore.start(gated(), LIMITS)) {
      var taken = store.append(chunk(ONE, 0, "taken"));
      awaitConnecting();
      var waiting =
          IntStream.range(0, 10).mapToObj(i -> store.append(chunk(OTHER, i, "x"))).toList();

      assertThat(failure(store.append(chunk(OTHER, 10, "x"))))
          .isInstanceOf(OutputStoreOverloaded.class)
          .hasMessage("10 chunks of 10 bytes already wait to be stored");
      open.countDown();
      await(taken);
      for (var each : waiting) {
        await(each);
      }
      await(store.append(chunk(OTHER, 10, "x")));

      assertThat(read(store, OTHER, 0)).hasSize(11);
    }
  }

  @Test
  void refusesMoreBytesThanMayWait() throws Exception {
    try (var store = JdbcOutputStore.start(gated(), LIMITS)) {
      var taken = store.append(chunk(ONE, 0, "taken"));
      awaitConnecting();
      var fits = store.append(chunk(OTHER, 0, "x".repeat(1000)));

      var refused = store.append(chunk(OTHER, 1, "x"));

      assertThat(failure(refused)).isInstanceOf(OutputStoreOverloaded.class);
      open.countDown();
      await(taken);
      await(fits);
    }
  }

  // --- Closing

  @Test
  void storesWhatWaitsBeforeItCloses() throws Exception {
    var store = JdbcOutputStore.start(gated(), LIMITS);
    var taken = store.append(chunk(ONE, 0, "taken"));
    awaitConnecting();
    var waiting = store.append(chunk(ONE, 1, "waiting"));
    var closing = CompletableFuture.runAsync(store::close);

    open.countDown();

    await(taken);
    await(waiting);
    await(closing);
    assertThat(failure(store.append(chunk(ONE, 2, "late"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the output store is closed");
  }

  @Test
  void failsWhatItCannotStoreInTimeWhenItCloses() throws Exception {
    var hasty = new CommitLimits(10, 1000, 1, 1000, Duration.ofMillis(50));
    var store = JdbcOutputStore.start(gated(), hasty);
    var stuck = store.append(chunk(ONE, 0, "stuck"));
    awaitConnecting();
    var waiting = store.append(chunk(ONE, 1, "waiting"));

    store.close();

    assertThat(failure(waiting)).hasMessage("the output store is closed");
    assertThat(stuck.toCompletableFuture()).isNotDone();
    open.countDown();
    await(stuck);
  }

  // --- Reading

  @ParameterizedTest
  @CsvSource({
    "0, 0", "9, 0", "10, 1", "95, 9", "99, 9", // In the head.
    "100, 10", "499, 10", "500, 10", // Between head and tail nothing is stored.
    "509, 10", "510, 11", "599, 19", "600, 20"
  })
  void readsFromTheFirstChunkThatEndsAfterAnOffset(long offset, long first) throws Exception {
    try (var store = JdbcOutputStore.start(database, LIMITS)) {
      for (var i = 0; i < 20; i++) {
        var at = i < 10 ? i * 10L : 400L + i * 10L;
        await(store.append(chunkAt(ONE, i, at, "0123456789")));
      }

      var indexes = read(store, ONE, offset).stream().map(Chunk::index).toList();

      assertThat(indexes).isEqualTo(LongStream.range(first, 20).boxed().toList());
    }
  }

  @Test
  void leavesOutWhatIsErased() throws Exception {
    try (var store = JdbcOutputStore.start(database, LIMITS)) {
      for (var i = 0; i < 10; i++) {
        await(store.append(chunkAt(ONE, i, i * 10L, "0123456789")));
      }
      execute(
          "update output_chunk set salt = null, bytes = null where chunk_index between 3 and 7");

      assertThat(read(store, ONE, 25)).extracting(Chunk::index).containsExactly(2L, 8L, 9L);
      assertThat(read(store, ONE, 55)).extracting(Chunk::index).containsExactly(8L, 9L);
    }
  }

  // --- Tools

  private static Chunk chunk(ExecutionRef ref, long index, String text) {
    return chunkAt(ref, index, index * 2, text);
  }

  private static Chunk chunkAt(ExecutionRef ref, long index, long offset, String text) {
    var salt = SaltSource.secure().next();
    return new Chunk(
        ref, StreamName.STDOUT, index, offset, index, salt, ByteString.fromString(text));
  }

  private static List<Chunk> read(OutputStore store, ExecutionRef ref, long offset)
      throws Exception {
    return store
        .read(ref, StreamName.STDOUT, offset)
        .runWith(Sink.seq(), system)
        .toCompletableFuture()
        .get(10, SECONDS);
  }

  private static void await(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get(10, SECONDS);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static Throwable failure(CompletionStage<?> stage) throws Exception {
    return stage.handle((done, failure) -> failure).toCompletableFuture().get(10, SECONDS);
  }

  /** Connects once the test has opened the gate. */
  private DataSource gated() {
    return connecting(
        () -> {
          if (!open.await(10, SECONDS)) {
            throw new SQLException("the gate stayed shut");
          }
          return database.getConnection();
        });
  }

  private void awaitConnecting() throws InterruptedException {
    assertThat(connecting.await(10, SECONDS)).isTrue();
  }

  private DataSource connecting(Callable<Connection> connect) {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              connections.incrementAndGet();
              connecting.countDown();
              return connect.call();
            });
  }

  /** Does something with a connection instead of committing. */
  private interface Commit {
    void on(Connection connection) throws SQLException;
  }

  private void commitAndLoseTheAnswerOnce(Connection connection) throws SQLException {
    connection.commit();
    if (connections.get() == 1) {
      throw new SQLException("the connection was lost");
    }
  }

  private Connection withCommit(Commit commit) throws SQLException {
    var connection = database.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit")) {
                commit.on(connection);
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
