package io.executionplane.lanes.process;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.contracts.lane.process.ProcessSessionLimits;
import io.executionplane.contracts.lane.process.ProcessSessionOutput;
import io.executionplane.contracts.lane.process.ProcessSessionOutput.EndedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of a command beyond being run: of a run nothing, of a session how it is talked to
 * and when it ends.
 *
 * @param command what is started; a session's has open input, unless that is to end at once
 * @param takesLines whether what is handed in at one time is a line
 * @param lineBytesMax longest line of output; absent where output does not come in lines
 * @param headlessTimeout how long it may run while nobody reads; absent means for ever
 * @param isSession whether its result is a session's
 */
record Conduct(
    ProcessRun command,
    boolean takesLines,
    OptionalInt lineBytesMax,
    Optional<Duration> headlessTimeout,
    boolean isSession) {

  static Conduct of(ProcessPayload payload) {
    return payload instanceof ProcessSession session
        ? ofSession(session)
        : new Conduct((ProcessRun) payload, false, OptionalInt.empty(), Optional.empty(), false);
  }

  private static Conduct ofSession(ProcessSession session) {
    var endsAtOnce = session.closeStdinOnStart().orElse(false);
    var timeout = session.headlessTimeoutMs().orElse(ProcessSession.HEADLESS_TIMEOUT_MS_DEFAULT);
    return new Conduct(
        endsAtOnce ? session.run() : withOpenInput(session.run()),
        session.takesLines(),
        session.putsOutLines() ? OptionalInt.of(lineBytesMax(session)) : OptionalInt.empty(),
        Optional.of(Duration.ofMillis(timeout)),
        true);
  }

  private static int lineBytesMax(ProcessSession session) {
    return session
        .limits()
        .flatMap(ProcessSessionLimits::maxRecoverableLineBytes)
        .orElse(ProcessSessionLimits.MAX_RECOVERABLE_LINE_BYTES_DEFAULT);
  }

  private static ProcessRun withOpenInput(ProcessRun run) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        Optional.of(StdinMode.OPEN),
        Optional.empty(),
        run.stderr(),
        run.graceMs(),
        run.envHandles(),
        run.user(),
        run.pty(),
        run.interrupt(),
        run.shutdown());
  }

  /** Its typed result in its wire form. Nothing of a session is ever dropped: it is all stored. */
  JsonObject result(CommandEnd end, EndedBy endedBy, long lines) {
    var output = new ProcessOutput(end.exit(), end.usage(), end.limitsReached());
    return isSession
        ? ProcessSessionOutput.CONTRACT.encodeObject(
            new ProcessSessionOutput(output, endedBy, lines, 0))
        : ProcessOutput.CONTRACT.encodeObject(output);
  }
}
