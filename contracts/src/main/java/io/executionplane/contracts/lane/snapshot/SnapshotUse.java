package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import java.util.Optional;

/**
 * A snapshot, and the limits of what its code may do.
 *
 * @param snapshotRef the content's id; the snapshot is verified against it before it is loaded
 * @param capabilities absent means none
 * @param isolation absent means per invocation
 * @param logEntriesMax most log entries in the answer; absent means 1 000
 */
public record SnapshotUse(
    Sha256 snapshotRef,
    Optional<Capabilities> capabilities,
    Optional<Isolation> isolation,
    @Range(min = 0, max = 10_000) Optional<Integer> logEntriesMax) {

  /** What {@code logEntriesMax} means when it is absent. */
  public static final int LOG_ENTRIES_MAX_DEFAULT = 1_000;

  private static final Rules RULES = Rules.of(SnapshotUse.class);

  public SnapshotUse {
    RULES.check(snapshotRef, capabilities, isolation, logEntriesMax).orThrow();
  }

  /**
   * What the code asks for. Asking grants nothing: the grant and the sandbox decide.
   *
   * @param network whether it may open connections; absent means no
   * @param subprocess whether it may start processes; absent means no
   * @param ctypes whether it may call native code; absent means no
   */
  public record Capabilities(
      Optional<Boolean> network, Optional<Boolean> subprocess, Optional<Boolean> ctypes) {

    private static final Rules RULES = Rules.of(Capabilities.class);

    public Capabilities {
      RULES.check(network, subprocess, ctypes).orThrow();
    }
  }

  /** What invocations share. */
  public enum Isolation {
    /** Nothing: each has a process of its own. */
    PER_INVOCATION,
    /** A process per snapshot and tenant, reset in between. */
    WARM
  }
}
