package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.List;

/**
 * How a session went.
 *
 * @param process how the command ended, and what it used
 * @param linesOut lines of output, the last one also if it is not finished; 0 in raw mode
 * @param droppedEvents events that no subscriber got because too many waited
 */
public record ProcessSessionOutput(
    @Inline ProcessOutput process,
    EndedBy endedBy,
    @Range(min = 0) long linesOut,
    @Range(min = 0) long droppedEvents)
    implements ProcessResult {

  public static final Contract<ProcessSessionOutput> CONTRACT =
      Contract.of(ProcessSessionOutput.class);

  private static final Rules RULES = Rules.of(ProcessSessionOutput.class);

  public ProcessSessionOutput {
    RULES.check(process, endedBy, linesOut, droppedEvents).orThrow();
  }

  @Override
  public ProcessExit exit() {
    return process.exit();
  }

  @Override
  public List<ProcessLimit> limitsReached() {
    return process.limitsReached();
  }

  /** Why a session ended. */
  public enum EndedBy {
    /** The command ended by itself. */
    EXIT,
    /** Whoever was attached closed it. */
    CALLER,
    /** Nobody listened for too long. */
    HEADLESS,
    /** Its time was up. */
    TIMEOUT
  }
}
