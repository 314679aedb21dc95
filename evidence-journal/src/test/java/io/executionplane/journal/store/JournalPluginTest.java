package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.read.StoredRow;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Recorder;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.state.ExecutionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JournalPluginTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<EvidencePayload> VERDICT =
      List.of(Payloads.accepted(), Payloads.selected(), Payloads.started());

  @Parameter TestDatabase kind;
  @TempDir private Path directory;

  @Test
  void storesTheCanonicalBytesAndNothingElse() {
    var system = start();
    var state = record(system, "request-1", VERDICT);
    stop(system);

    try (var store = JournalStore.open(kind.settings(directory))) {
      var rows = store.reader().rows(ref("request-1"));
      var head = ChainHead.genesis(ref("request-1"));
      for (var row : rows) {
        assertThat(row.event().canonical()).isEqualTo(row.bytes().toArray());
        head = head.after(row.bytes().toArray());
      }
      assertThat(rows).extracting(StoredRow::seq).containsExactly(1L, 2L, 3L);
      assertThat(head).isEqualTo(state.head());
    }
  }

  @Test
  void recoversAnExecutionAfterARestart() {
    var first = start();
    var before = record(first, "request-1", VERDICT);
    stop(first);

    var second = start();
    var after = record(second, "request-1", List.of(Payloads.completed()));
    stop(second);

    assertThat(before.status()).contains(ExecutionStatus.RUNNING);
    assertThat(after.status()).contains(ExecutionStatus.SUCCEEDED);
    assertThat(after.head().seq()).isEqualTo(before.head().seq() + 1);
  }

  @Test
  void writesForManyExecutionsAtOnce() {
    var system = start();
    var probe = system.<ExecutionState>createTestProbe();
    for (var i = 0; i < 64; i++) {
      recorder(system, "request-" + i, probe, VERDICT).tell(reply(probe, Payloads.completed()));
    }

    var states = new ArrayList<>(probe.receiveSeveralMessages(128, PATIENCE));
    stop(system);

    states.removeIf(state -> !state.status().equals(Optional.of(ExecutionStatus.SUCCEEDED)));
    assertThat(states).extracting(ExecutionState::ref).doesNotHaveDuplicates().hasSize(64);
    try (var store = JournalStore.open(kind.settings(directory))) {
      assertThat(store.reader().openExecutions()).isEmpty();
    }
  }

  @Test
  void usesTheStoreThatItIsHanded() {
    var store = JournalStore.open(kind.settings(directory));
    var setup =
        ActorSystemSetup.create(
            BootstrapSetup.create(configuration()), new JournalStoreSetup(store));
    var system = ActorSystem.create(Recorder.create("request-1"), "handed", setup);

    assertThat(JournalStoreExtension.get(system).store()).isSameAs(store);

    system.terminate();
    assertThat(system.getWhenTerminated().toCompletableFuture()).succeedsWithin(PATIENCE);
    assertThatThrownBy(() -> store.reader().openExecutions())
        .hasMessageStartingWith("The journal cannot be read");
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    var system = start();
    record(system, "request-1", VERDICT);
    var threads = storeThreads();

    stop(system);

    assertThat(threads).isNotEmpty();
    for (var thread : threads) {
      thread.join(PATIENCE.toMillis());
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void givesTheDirectoryBackWhenTheSystemHasTerminated() {
    var system = start();
    record(system, "request-1", VERDICT);
    assertThatThrownBy(() -> DataDirectory.open(directory, "ep list"))
        .hasMessage(directory + " is in use by this process (\"execution plane node\")");

    stop(system);

    DataDirectory.open(directory, "ep list").close();
  }

  @Test
  void givesTheDirectoryBackWhenTheStoreCannotBeOpened() throws Exception {
    // Nothing is left of a database that had come to event 7, or it is none.
    Files.writeString(directory.resolve("journal.mv.db"), "no database");
    Files.writeString(directory.resolve("journal.mark"), "events=7");
    var system = start();

    assertThatThrownBy(() -> JournalStoreExtension.get(system.system()))
        .isInstanceOf(StoreException.class);

    DataDirectory.open(directory, "ep list").close();
    stop(system);
  }

  // --- Steps

  private ActorTestKit start() {
    return ActorTestKit.create(configuration());
  }

  private Config configuration() {
    return kind.configuration(directory);
  }

  private static List<Thread> storeThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("event store"))
        .toList();
  }

  private static void stop(ActorTestKit system) {
    system.shutdownTestKit();
  }

  private static ExecutionState record(
      ActorTestKit system, String requestId, List<EvidencePayload> payloads) {
    var probe = system.<ExecutionState>createTestProbe();
    recorder(system, requestId, probe, payloads);
    return probe.receiveMessage(PATIENCE);
  }

  private static ActorRef<Recorder.WriteDown> recorder(
      ActorTestKit system,
      String requestId,
      TestProbe<ExecutionState> probe,
      List<EvidencePayload> payloads) {
    var recorder = system.spawn(Recorder.create(requestId));
    recorder.tell(new Recorder.WriteDown(payloads, probe.getRef()));
    return recorder;
  }

  private static Recorder.WriteDown reply(
      TestProbe<ExecutionState> probe, EvidencePayload payload) {
    return new Recorder.WriteDown(List.of(payload), probe.getRef());
  }

  private static ExecutionRef ref(String requestId) {
    return ExecutionRef.derive("default", requestId);
  }
}
