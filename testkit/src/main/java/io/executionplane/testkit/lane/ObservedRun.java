package io.executionplane.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** One run of a lane, with everything that it has said so far. */
final class ObservedRun {

  private final List<LaneSignal> signals;
  private final CompletableFuture<Done> over;
  private final LaneControl control;
  private final UniqueKillSwitch listener;
  private final Duration within;

  private ObservedRun(
      List<LaneSignal> signals,
      Pair<Pair<LaneControl, UniqueKillSwitch>, CompletionStage<Done>> running,
      Duration within) {
    this.signals = signals;
    this.control = running.first().first();
    this.listener = running.first().second();
    this.over = running.second().toCompletableFuture();
    this.within = within;
  }

  /**
   * Runs a lane.
   *
   * @param within longest time for anything that is waited for
   */
  static ObservedRun of(
      Source<LaneSignal, LaneControl> source, ActorSystem<?> system, Duration within) {
    var signals = new CopyOnWriteArrayList<LaneSignal>();
    return new ObservedRun(
        signals,
        source
            .viaMat(KillSwitches.single(), Keep.both())
            .toMat(Sink.foreach(signals::add), Keep.both())
            .run(system),
        within);
  }

  LaneControl control() {
    return control;
  }

  /** Goes away, as somebody does who does not want to hear more. */
  void cancel() {
    listener.shutdown();
  }

  List<LaneSignal> signals() {
    return List.copyOf(signals);
  }

  List<LaneFact> facts() {
    return signals.stream()
        .filter(LaneSignal.Observed.class::isInstance)
        .map(signal -> ((LaneSignal.Observed) signal).fact())
        .toList();
  }

  boolean hasEnded() {
    return over.isDone() || signals.stream().anyMatch(LaneSignal.Ended.class::isInstance);
  }

  /** Waits for the run to complete, and tells how the effect ended. */
  LaneOutcome outcome() {
    assertThat(over).as("the run").succeedsWithin(within);
    assertThat(signals).as("what the lane said").isNotEmpty();
    var last = signals.get(signals.size() - 1);
    assertThat(last).as("the last word of the lane").isInstanceOf(LaneSignal.Ended.class);
    return ((LaneSignal.Ended) last).outcome();
  }

  /** Waits for the run to fail, and tells with what. */
  Throwable failure() {
    awaitOver();
    assertThat(over).as("the run").isCompletedExceptionally();
    return over.handle((done, cause) -> cause).join();
  }

  void awaitOver() {
    await("the end of the run").atMost(within).until(over::isDone);
  }
}
