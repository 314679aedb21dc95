package io.executionplane.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long after the end of its grace nothing of a tree of processes is left. */
final class Endings {

  private static final int TIMES = 20;
  private static final long GRACE_MILLIS = 100;
  private static final String IGNORES = "trap '' TERM HUP; ";

  /** Each ignores the request to end, so that the grace is used up and everything is killed. */
  private static final Map<String, String> TREES = new LinkedHashMap<>();

  static {
    TREES.put("one process", "");
    TREES.put("a daemon", "setsid sh -c 'sleep 300 > /dev/null 2>&1 &'; ");
    TREES.put("200 children", "i=0; while [ $i -lt 200 ]; do sleep 300 & i=$((i+1)); done; ");
  }

  private Endings() {}

  /** Prints it. */
  static void measure(GovernedCommands commands) throws Exception {
    System.out.printf(
        "%n%-42s %10s %10s%n", "all gone and recorded after the grace", "p50 ms", "longest ms");
    for (var tree : TREES.entrySet()) {
      Progress.say("ending " + tree.getKey());
      var script = IGNORES + tree.getValue() + "echo ready; while :; do sleep 1; done";
      var request = commands.shell(script, GRACE_MILLIS);
      var nanos = new ArrayList<Long>();
      for (var i = 0; i < TIMES; i++) {
        var ref = commands.begin(request);
        commands.awaitOutput(ref);
        var begun = System.nanoTime();
        commands.end(ref);
        nanos.add(System.nanoTime() - begun - TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
      }
      Progress.done();
      var latencies = Latencies.ofNanos(nanos);
      System.out.printf(
          "%-42s %10.1f %10.1f%n", tree.getKey(), latencies.millis(50), latencies.millis(100));
    }
  }
}
