package io.executionplane.lanes.process;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.contracts.lane.process.ProcessFact.Exited;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessFact.LimitReached;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent.Cause;
import io.executionplane.contracts.lane.process.ProcessOutput.Usage;
import io.executionplane.contracts.lane.process.ProcessSessionOutput.EndedBy;
import io.executionplane.lanes.process.Hold.Remains;
import io.executionplane.lanes.process.cgroup.GroupUsage;
import io.executionplane.lanes.process.posix.Ending;
import io.executionplane.lanes.process.posix.ProcessIdentity;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.OutputLimitReached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the kernel said, in the words of the record. Pure. */
final class ProcessFacts {

  private ProcessFacts() {}

  static Launched launched(ProcessIdentity identity, String executable, Hold hold) {
    return new Launched(
        identity.pid(),
        identity.startTicks(),
        identity.bootId(),
        executable,
        hold.means(),
        hold.cgroup());
  }

  static SignalSent sent(int signal, Cause cause) {
    return new SignalSent(signal, Signals.name(signal), cause);
  }

  static CommandEnd end(Ending ending, Remains remains) {
    var usage = usage(ending, remains.usage());
    return new CommandEnd(
        exit(ending), Optional.of(usage), remains.containment(), remains.limitsReached());
  }

  /** What there is to tell of an end, in this order. */
  static List<ProcessFact> ending(CommandEnd end) {
    var facts = new ArrayList<ProcessFact>();
    end.limitsReached().forEach(limit -> facts.add(new LimitReached(limit)));
    facts.add(new Exited(end.exit(), end.usage()));
    return facts;
  }

  static LaneOutcome outcome(CommandEnd end, boolean stopped, JsonObject result) {
    return new LaneOutcome(
        end.exit().equals(new ProcessExit.Code(0)), stopped, result, end.containment());
  }

  /** Who ended a session that was asked to end for this. */
  static EndedBy endedBy(Cause askedFor) {
    return switch (askedFor) {
      case TIMEOUT -> EndedBy.TIMEOUT;
      case CANCEL -> EndedBy.CALLER;
      case HEADLESS -> EndedBy.HEADLESS;
      case GRACE_OVER, OUTPUT_LIMIT, STORE_FAILED, INTERRUPT, REQUEST -> EndedBy.EXIT;
    };
  }

  static Cause cause(StopCause cause) {
    return switch (cause) {
      case TIMEOUT -> Cause.TIMEOUT;
      case CANCEL -> Cause.CANCEL;
    };
  }

  static Cause cause(Throwable failure) {
    return failure instanceof OutputLimitReached ? Cause.OUTPUT_LIMIT : Cause.STORE_FAILED;
  }

  private static ProcessExit exit(Ending ending) {
    return ending
        .status()
        .fold(
            exited -> new ProcessExit.Code(exited.code()),
            killed ->
                new ProcessExit.Signal(
                    killed.signal(), Signals.name(killed.signal()), killed.coreDumped()));
  }

  private static Usage usage(Ending ending, Optional<GroupUsage> all) {
    return new Usage(
        micros(ending.userTime()),
        micros(ending.systemTime()),
        all.map(GroupUsage::cpuMicros),
        all.flatMap(GroupUsage::memoryPeakBytes));
  }

  private static long micros(Duration time) {
    return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
  }
}
