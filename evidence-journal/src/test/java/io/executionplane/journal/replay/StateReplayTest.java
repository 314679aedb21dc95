package io.executionplane.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.replay.KnownState.Limits;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.verify.EventRow;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StateReplayTest {

  private final Recording recording =
      Recording.started("request-1")
          .event(Payloads.fact("process.launched"))
          .put(StreamName.STDOUT, 10, "hello")
          .progress(StreamName.STDOUT)
          .event(Payloads.cancelRequested("user:ada"))
          .close(StreamName.STDOUT)
          .completed();

  private KnownState at(long seq) {
    return new StateReplay(recording.alone()).at(recording.ref(), seq);
  }

  @Test
  void knowsNothingBeyondTheEventThatWasAskedFor() {
    assertThat(at(1).status()).contains(ExecutionStatus.ACCEPTED);
    assertThat(at(1).target()).isEmpty();
    assertThat(at(2).target().orElseThrow().targetId()).isEqualTo("local");
    assertThat(at(2).limits()).isEmpty();
    assertThat(at(3).status()).contains(ExecutionStatus.RUNNING);
    assertThat(at(3).limits()).contains(new Limits(30_000, 1_000_000, 100_000));
    assertThat(at(3).facts().count()).isZero();
    assertThat(at(4).facts().count()).isEqualTo(1);
    assertThat(at(4).streams()).isEmpty();
    assertThat(at(5).streams())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.name()).isEqualTo(StreamName.STDOUT);
              assertThat(each.end()).isEqualTo(5);
              assertThat(each.closed()).isEmpty();
            });
    assertThat(at(5).cancelRequestedBy()).isEmpty();
    assertThat(at(6).cancelRequestedBy()).contains("user:ada");
    assertThat(at(7).streams().get(0).closed()).isPresent();
    assertThat(at(7).result()).isEmpty();
    assertThat(at(8).result()).isPresent();
    assertThat(at(8).event()).isEqualTo("execution.completed");
    assertThat(at(8).seq()).isEqualTo(8);
  }

  @Test
  void foldsTheWholeAsTheNodeDoes() {
    var whole = new StateReplay(recording.alone()).whole(recording.ref()).orElseThrow();

    assertThat(whole).isEqualTo(at(8));
    assertThat(whole.status()).contains(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void knowsNothingOfWhatIsNotRecorded() {
    assertThat(new StateReplay(new MemoryRecords()).whole(recording.ref())).isEmpty();
  }

  @Test
  void saysWhereTheRecordEndsWhenAskedForMore() {
    assertThatThrownBy(() -> at(9))
        .isInstanceOf(UnreplayableException.class)
        .hasMessage(recording.ref() + " seq 9: is not there: the record ends after seq 8");
    assertThatThrownBy(() -> at(0)).hasMessageContaining("the first is seq 1");
  }

  @Test
  void namesTheFirstEventThatDoesNotFit() {
    recording.events.remove(3);

    assertThatThrownBy(() -> at(8))
        .isInstanceOf(UnreplayableException.class)
        .hasMessageStartingWith(recording.ref() + " seq 5: cannot follow what happened before");
    assertThat(at(3).status()).contains(ExecutionStatus.RUNNING);
  }

  @Test
  void namesARowThatIsNoEventOrInAnotherPlace() {
    var row = recording.events.get(1);

    recording.events.set(1, new EventRow(2, "{}".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> at(2)).hasMessageStartingWith(recording.ref() + " seq 2: is not an");

    recording.events.set(1, new EventRow(2, new byte[20_000]));
    assertThatThrownBy(() -> at(2)).hasMessageEndingWith("is longer than 16384 bytes");

    recording.events.set(1, new EventRow(3, row.bytes()));
    assertThatThrownBy(() -> at(2)).hasMessageEndingWith("seq 3: says that it is seq 2");
  }

  @Test
  void takesNoEventOfAnotherExecution() {
    var other = History.running("request-2").events().get(0);
    recording.events.set(0, new EventRow(1, other.canonical()));

    assertThatThrownBy(() -> at(1)).hasMessageContaining("seq 1: cannot follow");
  }
}
