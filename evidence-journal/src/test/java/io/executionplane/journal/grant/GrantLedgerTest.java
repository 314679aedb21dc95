package io.executionplane.journal.grant;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class GrantLedgerTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration WITHIN = Duration.ofSeconds(60);

  @Parameter private TestDatabase kind;
  @TempDir private Path directory;
  private JournalStore store;
  private GrantLedger ledger;

  @BeforeEach
  void open() {
    store = JournalStore.open(kind.settings(directory));
    ledger = ledgerAt(NOON);
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @Test
  void countsUntilNoUseIsLeft() {
    assertThat(use(limit("one", 2), ref(1))).isTrue();
    assertThat(use(limit("one", 2), ref(2))).isTrue();
    assertThat(use(limit("one", 2), ref(3))).isFalse();
  }

  @Test
  void countsOneExecutionOnceHoweverOftenItIsCounted() {
    for (var i = 0; i < 5; i++) {
      assertThat(use(limit("one", 2), ref(1))).isTrue();
    }

    assertThat(use(limit("one", 2), ref(2))).isTrue();
    assertThat(use(limit("one", 2), ref(3))).isFalse();
    assertThat(use(limit("one", 2), ref(1))).isTrue();
  }

  @Test
  void tellsGrantsOfTheSameIdByTheirIssuers() {
    var other = new UseLimit("other", "one", 1, Optional.of(NOON));

    assertThat(use(limit("one", 1), ref(1))).isTrue();
    assertThat(use(other, ref(2))).isTrue();
    assertThat(use(other, ref(3))).isFalse();
  }

  @Test
  void givesOutExactlyAsManyUsesAsThereAreHoweverManyAskAtOnce() {
    var asked = IntStream.range(0, 100).mapToObj(i -> ledger.use(limit("one", 5), ref(i))).toList();

    assertThat(asked.stream().filter(each -> answer(each))).hasSize(5);
  }

  @Test
  void isExactAndOfOneMindWhenSeveralNodesCountTheSameExecutions() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var nodes = List.of(ledger, ledgerAt(NOON), ledgerAt(NOON), ledgerAt(NOON));
    var answers = new ArrayList<Map<Integer, CompletionStage<Boolean>>>();

    for (var node : nodes) {
      var order = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
      Collections.shuffle(order, random);
      var asked = new TreeMap<Integer, CompletionStage<Boolean>>();
      order.forEach(i -> asked.put(i, node.use(limit(i % 2 == 0 ? "even" : "odd", 5), ref(i))));
      answers.add(asked);
    }

    var counted = answers.stream().map(each -> counted(each)).toList();
    assertThat(counted.get(0)).as("seed %s", seed).hasSize(10);
    assertThat(counted).as("seed %s", seed).containsOnly(counted.get(0));
    nodes.forEach(GrantLedger::close);
  }

  @Test
  void remembersWhatWasUsedBeforeItWasClosed() {
    use(limit("one", 1), ref(1));
    ledger.close();
    store.close();
    open();

    assertThat(use(limit("one", 1), ref(2))).isFalse();
    assertThat(use(limit("one", 1), ref(1))).isTrue();
  }

  @Test
  void forgetsAGrantADayAfterItExpiredAndNotBefore() throws SQLException {
    use(limit("one", 1), ref(1));

    ledgerAt(NOON.plus(GrantLedger.FORGOTTEN_AFTER)).close();
    assertThat(rows("grant_use")).isEqualTo(1);

    ledgerAt(NOON.plus(GrantLedger.FORGOTTEN_AFTER).plusSeconds(1)).close();
    assertThat(rows("grant_account")).isZero();
    assertThat(rows("grant_use")).isZero();
  }

  @Test
  void neverForgetsAGrantThatNeverExpires() throws SQLException {
    use(new UseLimit("issuer", "one", 1, Optional.empty()), ref(1));

    ledgerAt(NOON.plus(Duration.ofDays(10_000))).close();

    assertThat(rows("grant_account")).isEqualTo(1);
  }

  @Test
  void answersThatItCannotCountWhenTheDatabaseIsGone() {
    store.close();

    assertThatThrownBy(() -> use(limit("one", 1), ref(1)))
        .hasRootCauseInstanceOf(SQLException.class)
        .hasMessageContaining("could not be counted");
  }

  @Test
  void countsNothingAfterItWasClosed() {
    ledger.close();

    assertThatThrownBy(() -> use(limit("one", 1), ref(1))).hasMessageContaining("closed");
  }

  private GrantLedger ledgerAt(Instant now) {
    return GrantLedger.open(store.dataSource(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static UseLimit limit(String grantId, long max) {
    return new UseLimit("issuer", grantId, max, Optional.of(NOON));
  }

  private static ExecutionRef ref(int number) {
    return ExecutionRef.derive("default", "request-" + number);
  }

  private boolean use(UseLimit limit, ExecutionRef ref) {
    return answer(ledger.use(limit, ref));
  }

  private static boolean answer(CompletionStage<Boolean> asked) {
    return asked.toCompletableFuture().orTimeout(WITHIN.toSeconds(), SECONDS).join();
  }

  /** Of what was asked, what counts. */
  private static Set<Integer> counted(Map<Integer, CompletionStage<Boolean>> asked) {
    return asked.keySet().stream().filter(i -> answer(asked.get(i))).collect(Collectors.toSet());
  }

  private long rows(String table) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
