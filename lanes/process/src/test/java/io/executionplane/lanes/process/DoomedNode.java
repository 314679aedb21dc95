package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;

/** A JVM of its own with a command at work, to be killed by a test. Prints what it launched. */
final class DoomedNode {

  private DoomedNode() {}

  /**
   * Never returns by itself.
   *
   * @param arguments the script that the command runs; it writes a line when it is ready
   */
  public static void main(String[] arguments) {
    try (var bench = new LaneBench()) {
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
