package io.executionplane.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.testkit.lane.RecordedStream.Ending;
import java.time.Duration;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A lane with all that it takes to run it. */
record LaneUnderTest<P extends LanePayload>(
    Lane<P> lane, String targetId, ActorSystem<?> system, Duration within) {

  Source<LaneSignal, LaneControl> describe(Situation situation, RecordedStreams streams) {
    var ref = ExecutionRef.derive("conformance", UUID.randomUUID().toString());
    var payload = lane.accept(situation.operation(), situation.payload());
    return lane.run(new LaneOrder<>(ref, situation.operation(), payload, targetId), streams);
  }

  ObservedRun run(Source<LaneSignal, LaneControl> described) {
    return ObservedRun.of(described, system, within);
  }

  ObservedRun run(Situation situation, RecordedStreams streams) {
    return run(describe(situation, streams));
  }

  /** Runs until everything that is known to be put out has been. */
  ObservedRun runUntilPutOut(Situation situation, RecordedStreams streams) {
    var expected = situation.puts().values().stream().mapToLong(ByteString::size).sum();
    return runUntilTaken(expected, situation, streams);
  }

  ObservedRun runUntilTaken(long bytes, Situation situation, RecordedStreams streams) {
    var run = run(situation, streams);
    new Watching(within, within).until("the first bytes", () -> streams.size() >= bytes);
    return run;
  }

  void runOften(int times, Situation situation) {
    for (var i = 0; i < times; i++) {
      run(situation, RecordedStreams.takingEverything()).outcome();
    }
  }

  void assertPutOut(Situation situation, RecordedStreams streams, Ending ending) {
    situation
        .puts()
        .forEach(
            (stream, bytes) -> {
              assertThat(streams.recording(stream).bytes()).as("%s", stream).isEqualTo(bytes);
              assertThat(streams.recording(stream).ending()).as("%s", stream).isEqualTo(ending);
            });
  }
}
