package io.executionplane.lanes.process.guest.bridge;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessOutput.Usage;
import java.util.Optional;

/**
 * How a command ended, as version 1 says it, and more.
 *
 * @param signal the signal that ended it: its name, or its number
 * @param reason for people
 * @param stderr the end of its error output; said by some peers, needed by none
 * @param end the same and what else is known; absent where a guest says no more than version 1
 */
public record Exit(
    Status status,
    @Range(min = 0, max = 255) Optional<Integer> code,
    Optional<String> signal,
    Optional<String> reason,
    Optional<String> stderr,
    Optional<End> end) {

  public static final Contract<Exit> CONTRACT = Contract.of(Exit.class);

  private static final Rules RULES = Rules.of(Exit.class);

  public Exit {
    RULES.check(status, code, signal, reason, stderr, end).orThrow();
  }

  /** What kind of an end it was. */
  public enum Status {
    SUCCESS,
    EXIT,
    SIGNAL,
    ERROR
  }

  /** All that is known of an end. */
  public record End(ProcessExit exit, Optional<Usage> usage, Containment containment) {

    private static final Rules RULES = Rules.of(End.class);

    public End {
      RULES.check(exit, usage, containment).orThrow();
    }
  }

  /** The end of a command, in both ways. */
  public static Exit of(End end) {
    if (end.exit() instanceof ProcessExit.Code code) {
      return told(
          code.code() == 0 ? Status.SUCCESS : Status.EXIT,
          Optional.of(code.code()),
          Optional.empty(),
          end);
    }
    if (end.exit() instanceof ProcessExit.Signal signal) {
      return told(Status.SIGNAL, Optional.empty(), Optional.of(signal.name()), end);
    }
    return told(Status.EXIT, Optional.of(end.exit().shellStatus()), Optional.empty(), end);
  }

  private static Exit told(
      Status status, Optional<Integer> code, Optional<String> signal, End end) {
    return new Exit(status, code, signal, Optional.empty(), Optional.empty(), Optional.of(end));
  }

  /** As version 1 has it and no more. */
  public Exit ofVersion1() {
    return new Exit(status, code, signal, reason, stderr, Optional.empty());
  }
}
