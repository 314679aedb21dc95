package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * The process lane's result.
 *
 * @param exit how the command ended
 * @param usage what it used; absent where nobody can know, as on another machine
 * @param limitsReached which limits of its caller's it, or something that it started, ran into
 */
public record ProcessOutput(
    ProcessExit exit, Optional<Usage> usage, @Size(max = 3) List<ProcessLimit> limitsReached)
    implements ProcessResult {

  public static final Contract<ProcessOutput> CONTRACT = Contract.of(ProcessOutput.class);

  private static final Rules RULES = Rules.of(ProcessOutput.class);

  public ProcessOutput {
    RULES.check(exit, usage, limitsReached).orThrow();
    limitsReached = List.copyOf(limitsReached);
  }

  /** Where no limit was reached. */
  public ProcessOutput(ProcessExit exit, Optional<Usage> usage) {
    this(exit, usage, List.of());
  }

  /**
   * What a process and the children that it waited for used (POSIX {@code getrusage}).
   *
   * <p>Its largest resident set is not here: for a child that was spawned without copying its
   * parent, Linux counts the parent's memory too.
   *
   * @param userMicros processor time in user mode, microseconds
   * @param systemMicros processor time in the kernel, microseconds
   * @param treeCpuMicros processor time of everything that the command started, waited for or not,
   *     microseconds; absent where no control group counted it
   * @param memoryPeakBytes most memory that all of it held at one time, page cache included; absent
   *     where no control group counted it
   */
  public record Usage(
      @Range(min = 0) long userMicros,
      @Range(min = 0) long systemMicros,
      @Range(min = 0) Optional<Long> treeCpuMicros,
      @Range(min = 0) Optional<Long> memoryPeakBytes) {

    private static final Rules RULES = Rules.of(Usage.class);

    public Usage {
      RULES.check(userMicros, systemMicros, treeCpuMicros, memoryPeakBytes).orThrow();
    }

    /** Where nothing but the command itself was counted. */
    public Usage(long userMicros, long systemMicros) {
      this(userMicros, systemMicros, Optional.empty(), Optional.empty());
    }
  }
}
