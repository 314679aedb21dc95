package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * A command that lives as long as somebody talks to it: its input stays open, subscribers come and
 * go, and it ends by itself, on request, or when nobody listens for too long.
 *
 * @param run the command. It has no {@code stdin} of its own: a session's input is open
 * @param stdoutMode how output is cut into messages for subscribers; absent means line, and raw
 *     with a terminal
 * @param stdinMode whether a line feed is added to input that has none at its end; absent means
 *     line, and raw with a terminal
 * @param startup absent means eager
 * @param headlessTimeoutMs how long it may run without a subscriber, in milliseconds; absent means
 *     30 000
 * @param limits absent means the defaults of each
 * @param closeStdinOnStart whether input ends at once; absent means false
 * @param replayStderrOnSubscribe whether a new subscriber gets the kept end of the error output;
 *     absent means false
 * @param bufferEventsUntilSubscribe whether the first subscriber gets what happened before it came;
 *     absent means false
 */
public record ProcessSession(
    @Inline ProcessRun run,
    Optional<StreamMode> stdoutMode,
    Optional<StreamMode> stdinMode,
    Optional<StartupMode> startup,
    @Range(min = 1, max = 604_800_000) Optional<Integer> headlessTimeoutMs,
    Optional<ProcessSessionLimits> limits,
    Optional<Boolean> closeStdinOnStart,
    Optional<Boolean> replayStderrOnSubscribe,
    Optional<Boolean> bufferEventsUntilSubscribe)
    implements ProcessPayload {

  /** The operation's name. */
  public static final String OPERATION = "session";

  /** What {@code headlessTimeoutMs} means when it is absent. */
  public static final int HEADLESS_TIMEOUT_MS_DEFAULT = 30_000;

  public static final Contract<ProcessSession> CONTRACT = Contract.of(ProcessSession.class);

  private static final Rules RULES = Rules.of(ProcessSession.class);

  public ProcessSession {
    RULES
        .check(
            run,
            stdoutMode,
            stdinMode,
            startup,
            headlessTimeoutMs,
            limits,
            closeStdinOnStart,
            replayStderrOnSubscribe,
            bufferEventsUntilSubscribe)
        .and(() -> run.stdin().isEmpty(), "stdin", "must be absent: a session's input is open")
        .and(
            () -> !(isSet(replayStderrOnSubscribe) && isSet(bufferEventsUntilSubscribe)),
            "replayStderrOnSubscribe",
            "must not be true where buffer_events_until_subscribe is: the first subscriber would"
                + " get it twice")
        .and(
            () -> run.pty().isEmpty() || !isSet(replayStderrOnSubscribe),
            "replayStderrOnSubscribe",
            "must not be true with a pty, which has no error output")
        .orThrow();
  }

  /** Whether output comes in lines, the longest of which is limited. */
  public boolean putsOutLines() {
    return isLine(stdoutMode);
  }

  /** Whether what is handed in at one time is a line. */
  public boolean takesLines() {
    return isLine(stdinMode);
  }

  private boolean isLine(Optional<StreamMode> mode) {
    return mode.map(StreamMode.LINE::equals).orElse(run.pty().isEmpty());
  }

  private static boolean isSet(Optional<Boolean> flag) {
    return flag.orElse(false);
  }

  /** How a stream is cut. */
  public enum StreamMode {
    /** At line ends: LF, CRLF or CR. */
    LINE,
    /** As the bytes come. */
    RAW
  }

  /** When the command is started. */
  public enum StartupMode {
    /** Before the session is said to have begun. */
    EAGER,
    /** After command, directory and user were found good; starting it goes on meanwhile. */
    LAZY
  }
}
