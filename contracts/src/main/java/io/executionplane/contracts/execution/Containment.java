package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * How an effect was kept together, and what was seen of it at the end.
 *
 * @param means what held it
 * @param survivors how many of its processes were alive after the end, by the kernel's own count;
 *     absent when the means cannot know (never a guess)
 */
public record Containment(Means means, @Range(min = 0) Optional<Integer> survivors) {

  private static final Rules RULES = Rules.of(Containment.class);

  public Containment {
    RULES.check(means, survivors).orThrow();
  }

  /** What holds an effect together. */
  public enum Means {
    /** Nothing to hold: the effect has no process of its own. */
    NONE,
    /** Its own session and process group; children that leave the session are looked for. */
    SESSION,
    /** A cgroup v2 subtree, which no process can leave. */
    CGROUP,
    /** A PID namespace, which no process can leave. */
    PID_NAMESPACE
  }
}
