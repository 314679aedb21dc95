package io.executionplane.journal.view;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.StoredHistories;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A journal that grows event by event, executions mixed with each other, some of them damaged,
 * their clocks now and then set back; and queries that may be asked of it. The same for the same
 * seed.
 */
final class RandomJournal {

  private static final List<String> TENANTS = List.of("default", "acme", "a".repeat(300));
  private static final List<String> LANES = List.of("process", "http");
  private static final List<String> TARGETS = List.of("local", "elsewhere");
  private static final List<String> TEAMS = List.of("a", "b", "=");

  private final DataSource store;
  private final Random random;
  private final List<Growing> open = new ArrayList<>();
  private final List<ExecutionRef> refs = new ArrayList<>();
  private Instant clock = Payloads.NOON;

  RandomJournal(DataSource store, long seed) {
    this.store = store;
    this.random = new Random(seed);
  }

  /** An execution and the events that it has not written yet. */
  private record Growing(History written, List<EvidencePayload> left) {}

  /** All executions that were begun. */
  List<ExecutionRef> refs() {
    return refs;
  }

  /**
   * One step: an execution begins, writes its next event, is damaged, or has its request erased.
   */
  void grow() throws SQLException {
    switch (random.nextInt(8)) {
      case 0, 1 -> begin();
      case 2 -> damageOrErase();
      default -> writeNext();
    }
  }

  private void begin() throws SQLException {
    clock = clock.plusMillis(random.nextInt(20_000) - 2000);
    if (random.nextInt(15) == 0) {
      clock = clock.minus(Duration.ofMinutes(random.nextInt(30)));
    }
    var history = History.of(one(TENANTS), "request-" + refs.size()).on(one(LANES)).from(clock);
    if (random.nextInt(4) > 0) {
      var request = StoredHistories.request(labels(), "{}");
      Rows.writeRequest(store, history.ref(), request, 4096);
    }
    refs.add(history.ref());
    var plan = plan();
    open.add(new Growing(history, plan));
    if (random.nextInt(20) == 0) {
      writeTorn(history.and(plan.get(0)));
    } else {
      write(open.size() - 1);
    }
  }

  private List<EvidencePayload> plan() {
    if (random.nextInt(4) == 0) {
      return List.of(Payloads.rejected());
    }
    var plan = new ArrayList<EvidencePayload>(List.of(Payloads.accepted()));
    if (random.nextInt(5) == 0) {
      plan.add(Payloads.lost());
      return plan;
    }
    plan.add(Payloads.selected(one(TARGETS)));
    plan.add(Payloads.started());
    for (var i = random.nextInt(4); i > 0; i--) {
      plan.add(Payloads.output(StreamName.STDOUT, i, i + 1));
    }
    plan.add(
        one(
            List.of(
                Payloads.completed(),
                Payloads.failed(),
                Payloads.timedOut(),
                Payloads.cancelled(),
                Payloads.lost())));
    return plan;
  }

  private Map<String, String> labels() {
    var labels = new HashMap<String, String>();
    if (random.nextInt(3) > 0) {
      labels.put("team", one(TEAMS));
    }
    if (random.nextInt(3) == 0) {
      labels.put("note", "x".repeat(random.nextInt(257)));
    }
    return labels;
  }

  private void writeNext() throws SQLException {
    if (!open.isEmpty()) {
      write(random.nextInt(open.size()));
    }
  }

  private void write(int which) throws SQLException {
    var growing = open.get(which);
    var next = growing.left().get(0);
    Rows.write(store, growing.written().next(next));
    var left = growing.left().subList(1, growing.left().size());
    if (left.isEmpty()) {
      open.remove(which);
    } else {
      open.set(which, new Growing(growing.written().and(next), left));
    }
  }

  private void damageOrErase() throws SQLException {
    if (open.isEmpty()) {
      return;
    }
    var which = random.nextInt(open.size());
    var growing = open.get(which);
    var longer = growing.written().and(growing.left().get(0));
    switch (random.nextInt(8)) {
      case 0 -> writeTorn(longer); // Whatever comes after it is not believed.
      case 1 -> open.set(which, new Growing(longer, growing.left())); // One is missing.
      case 2 -> erase(one(refs));
      default -> {}
    }
  }

  private void writeTorn(History history) throws SQLException {
    var id = PersistenceIds.of(history.ref());
    var millis = clock.toEpochMilli();
    var seq = history.events().size();
    Rows.write(store, id, seq, millis, EvidenceSerializer.IDENTIFIER, new byte[] {'{', '}'});
    replace(history);
  }

  private void replace(History history) {
    for (var i = 0; i < open.size(); i++) {
      if (open.get(i).written().ref().equals(history.ref())) {
        var left = open.get(i).left();
        if (left.size() == 1) {
          open.remove(i);
        } else {
          open.set(i, new Growing(history, left.subList(1, left.size())));
        }
        return;
      }
    }
  }

  private void erase(ExecutionRef ref) throws SQLException {
    try (var connection = store.getConnection();
        var statement =
            connection.prepareStatement(
                "update output_chunk set bytes = null, salt = null where execution_ref = ?")) {
      statement.setString(1, ref.text());
      statement.executeUpdate();
    }
  }

  /** A query that narrows by anything, by several things at once, or by nothing. */
  ListQuery query() {
    return new ListQuery(
        1 + random.nextInt(9),
        statuses(),
        maybe(List.of("process", "http", "nothing")),
        maybe(List.of("local", "elsewhere")),
        maybe(List.of("default", "acme", "a".repeat(300))),
        queriedLabels(),
        moment(),
        moment(),
        Optional.empty());
  }

  private Set<ExecutionStatus> statuses() {
    var statuses = EnumSet.noneOf(ExecutionStatus.class);
    for (var status : ExecutionStatus.values()) {
      if (random.nextInt(6) == 0) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  private Map<String, String> queriedLabels() {
    var labels = new HashMap<String, String>();
    if (random.nextInt(4) == 0) {
      labels.put("team", one(TEAMS));
    }
    if (random.nextInt(10) == 0) {
      labels.put("note", "x".repeat(random.nextInt(257)));
    }
    return labels;
  }

  private Optional<Instant> moment() {
    if (random.nextInt(4) > 0) {
      return Optional.empty();
    }
    var at = Payloads.NOON.minusSeconds(60).plusSeconds(random.nextInt(1200));
    return Optional.of(at.plusNanos(random.nextInt(2000)));
  }

  private Optional<String> maybe(List<String> values) {
    return random.nextInt(4) == 0 ? Optional.of(one(values)) : Optional.empty();
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
