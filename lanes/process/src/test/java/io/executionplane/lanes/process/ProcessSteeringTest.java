package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.reading;
import static io.executionplane.lanes.process.LaneBench.shell;
import static io.executionplane.lanes.process.Orders.endedBy;
import static io.executionplane.lanes.process.Orders.inTerminal;
import static io.executionplane.lanes.process.Orders.interruptedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.Interrupted;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent.Cause;
import io.executionplane.contracts.lane.process.ProcessInterrupt.ByInput;
import io.executionplane.contracts.lane.process.ProcessInterrupt.BySignal;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessShutdown;
import io.executionplane.contracts.lane.process.SignalName;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.lanes.spi.EffectControl.Interrupt;
import io.executionplane.lanes.spi.EffectControl.Signal;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneSignal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Commands that are interrupted, signalled, and ended as their orders say. */
class ProcessSteeringTest {

  private static final LaneBench BENCH = new LaneBench();

  private final RecordedStreams streams = new RecordedStreams();

  @AfterAll
  static void close() {
    BENCH.close();
  }

  private LaneBench.Running ready(ProcessRun run) {
    var ready = streams.firstChunk(run.pty().isPresent() ? StreamName.PTY : StreamName.STDOUT);
    var running = BENCH.start(run, streams);
    running.launched();
    await(ready);
    return running;
  }

  private static ControlAnswer answer(LaneBench.Running running, EffectControl wish) {
    return await(running.control().control(wish));
  }

  /** Open as long as the command runs. */
  private static Source<ByteString, NotUsed> silence() {
    return Source.<ByteString>maybe().mapMaterializedValue(unused -> NotUsed.getInstance());
  }

  // --- Interrupting

  @Test
  void interruptsByASignalWhereNothingElseIsSaid() {
    var running = ready(shell("echo ready; exec sleep 600"));

    assertThat(answer(running, new Interrupt())).isEqualTo(ControlAnswer.DONE);
    running.toTheEnd();

    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Signal(2, "SIGINT", false));
    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(2, "SIGINT", Cause.INTERRUPT));
  }

  @Test
  void interruptsByTheSignalThatTheOrderNames() {
    var run = shell("trap 'exit 7' USR2; echo ready; while :; do sleep 0.01; done");
    var running = ready(interruptedBy(new BySignal(SignalName.SIGUSR2), run));

    answer(running, new Interrupt());
    running.toTheEnd();

    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(7));
  }

  @Test
  void interruptsWhoeverIsInTheForegroundOfATerminalByTypingControlC() {
    var run = shell("trap 'echo caught; exit 0' INT; echo ready; while :; do sleep 0.01; done");
    streams.input(silence());
    var running = ready(inTerminal(reading(run, Optional.empty())));

    answer(running, new Interrupt());
    running.toTheEnd();

    assertThat(streams.text(StreamName.PTY)).isEqualTo("ready\r\n^Ccaught\r\n");
    assertThat(running.facts(Interrupted.class))
        .containsExactly(new Interrupted(Bytes.copyOf(new byte[] {3})));
    assertThat(running.facts(SignalSent.class)).isEmpty();
  }

  @Test
  void interruptsATerminalAlsoAfterItsInputHasEnded() {
    var running = ready(inTerminal(shell("cat; echo ready; exec sleep 600")));

    assertThat(answer(running, new Interrupt())).isEqualTo(ControlAnswer.DONE);
    running.toTheEnd();

    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Signal(2, "SIGINT", false));
  }

  @Test
  void interruptsAPipeByTheBytesThatTheOrderNamesAndThoseOnly() {
    var bytes = Bytes.copyOf(new byte[] {'q', 0, '\n'});
    var run = reading(shell("echo ready; exec head -c 3"), Optional.empty());
    streams.input(silence());
    var running = ready(interruptedBy(new ByInput(bytes), run));

    assertThat(answer(running, new Interrupt())).isEqualTo(ControlAnswer.DONE);
    running.toTheEnd();

    assertThat(streams.bytes(StreamName.STDOUT))
        .isEqualTo(ByteString.fromString("ready\n").concat(ByteString.fromArray(bytes.toArray())));
  }

  @Test
  void overtakesInputThatWaits() {
    var endless = Source.repeat(ByteString.fromString("a".repeat(1000)));
    var run = reading(shell("echo ready; exec grep -a -o -m 1 q"), Optional.empty());
    streams.input(endless);
    var running = ready(interruptedBy(new ByInput(Bytes.copyOf(new byte[] {'q', '\n'})), run));

    answer(running, new Interrupt());

    assertThat(running.outcome().succeeded()).isTrue();
  }

  @Test
  void doesNotInterruptThroughAnInputThatIsClosed() {
    var run = reading(shell("cat; echo ready; exec sleep 600"), Optional.of(new byte[0]));
    var running = ready(interruptedBy(new ByInput(Bytes.copyOf(new byte[] {3})), run));

    assertThat(answer(running, new Interrupt())).isEqualTo(ControlAnswer.INPUT_CLOSED);
    running.cancel();
  }

  @Test
  void refusesToBeInterruptedThroughAnInputThatIsNotThere() {
    var run = interruptedBy(new ByInput(Bytes.copyOf(new byte[] {3})), shell("exit 0"));

    var refusal =
        catchThrowableOfType(
            ContractViolationException.class,
            () -> BENCH.lane.accept("run", ProcessRun.CONTRACT.encodeObject(run)));

    assertThat(refusal).hasMessageContaining("/interrupt");
  }

  // --- Signals

  @Test
  void sendsASignalThatWasAskedFor() {
    var running = ready(shell("trap 'exit 9' USR1; echo ready; while :; do sleep 0.01; done"));

    assertThat(answer(running, new Signal(SignalName.SIGUSR1))).isEqualTo(ControlAnswer.DONE);
    var outcome = running.outcome();

    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(9));
    assertThat(outcome.stopped()).isFalse();
    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(10, "SIGUSR1", Cause.REQUEST));
  }

  @Test
  void saysOfACommandThatIsOverThatItIs() {
    var running = BENCH.start(shell("exit 0"), streams);
    running.toTheEnd();

    assertThat(answer(running, new Interrupt())).isEqualTo(ControlAnswer.OVER);
    assertThat(answer(running, new Signal(SignalName.SIGKILL))).isEqualTo(ControlAnswer.OVER);
  }

  @Test
  void saysOfACommandThatHasNotBegunThatItHasNot() {
    var cold =
        BENCH
            .source(shell("exit 0"), streams)
            .to(Sink.fromSubscriber(new Idle()))
            .run(BENCH.system);

    assertThat(await(cold.control(new Interrupt()))).isEqualTo(ControlAnswer.NOT_STARTED);
  }

  /** Reference 12, item 62. */
  @RepeatedTest(20)
  void answersEveryWishHoweverItRacesWithTheEnd() {
    var running = BENCH.start(inTerminal(shell("trap '' INT; echo x")), streams);

    var answers =
        Stream.generate(() -> running.control().control(new Interrupt()))
            .limit(200)
            .map(CompletionStage::toCompletableFuture)
            .toList();
    running.control().stop(StopCause.CANCEL);
    running.toTheEnd();

    assertThat(answers).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(20)));
  }

  // --- Ending

  @Test
  void asksToEndByTheSignalThatTheOrderNames() {
    var run = shell("trap '' TERM; trap 'exit 4' HUP; echo ready; while :; do sleep 0.01; done");
    var running =
        ready(endedBy(new ProcessShutdown(Optional.of(SignalName.SIGHUP), Optional.empty()), run));

    running.control().stop(StopCause.CANCEL);
    var outcome = running.outcome();

    assertThat(outcome.stopped()).isTrue();
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(4));
    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(1, "SIGHUP", Cause.CANCEL));
  }

  @Test
  void killsWhenTheGraceOfTheOrderIsOver() {
    var run = shell("trap '' TERM; echo ready; while :; do sleep 0.01; done");
    var running = ready(endedBy(new ProcessShutdown(Optional.empty(), Optional.of(50)), run));

    running.control().stop(StopCause.TIMEOUT);
    running.toTheEnd();

    assertThat(running.facts(SignalSent.class))
        .extracting(SignalSent::cause)
        .containsExactly(Cause.TIMEOUT, Cause.GRACE_OVER);
  }

  @Test
  void killsAtOnceWhereTheOrderSaysSo() {
    var run = shell("trap 'echo asked' TERM; echo ready; while :; do sleep 0.01; done");
    var running =
        ready(endedBy(new ProcessShutdown(Optional.of(SignalName.SIGKILL), Optional.empty()), run));

    running.control().stop(StopCause.CANCEL);
    var outcome = running.outcome();

    assertThat(outcome.stopped()).isTrue();
    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(9, "SIGKILL", Cause.CANCEL));
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("ready\n");
  }

  /** Wants nothing, so nothing begins. */
  private static final class Idle implements Subscriber<LaneSignal> {

    @Override
    public void onSubscribe(Subscription subscription) {}

    @Override
    public void onNext(LaneSignal signal) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onComplete() {}
  }
}
