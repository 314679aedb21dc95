package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import java.time.Duration;

/** A JVM of its own with a command at work, to be killed by a test. Prints what it launched. */
final class DoomedNode {

  private static final Duration PATIENT = Duration.ofSeconds(20);

  private DoomedNode() {}

  /**
   * Never returns by itself.
   *
   * @param arguments the script that the command runs, which writes a line when it is ready; and
   *     where control groups are made, as in the settings
   */
  public static void main(String[] arguments) {
    try (var bench = new LaneBench(LaneBench.settings(PATIENT, arguments[1]))) {
      var streams = new RecordedStreams();
      var ready = streams.firstChunk(StreamName.STDOUT);
      var running = bench.start(LaneBench.shell(arguments[0]), streams);
      var launched = running.launched();
      LaneBench.await(ready);
      System.out.println(Launched.CONTRACT.encodeObject(launched).canonical());
      running.toTheEnd();
    }
  }
}
