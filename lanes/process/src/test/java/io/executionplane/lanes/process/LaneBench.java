package io.executionplane.lanes.process;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessFact.Exited;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StderrMode;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.lanes.process.cgroup.CgroupSetting;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;

/** A process lane and everything a test needs to run orders on it. */
final class LaneBench implements AutoCloseable {

  static final long SECONDS_MAX = 30;

  final ActorSystem system =
      ActorSystem.create(
          "lane", ConfigFactory.parseString("pekko.loglevel=OFF, pekko.stdout-loglevel=OFF"));

  static final String TARGET = "local-process";
  static final String SANDBOX = "sandbox";

  /** A directory with something in it that no sandbox sees. */
  static final Path HIDDEN = Path.of("src").toAbsolutePath();

  final ProcessLane lane;

  LaneBench() {
    this(settings(Duration.ofSeconds(20)));
  }

  LaneBench(ProcessLaneSettings settings) {
    lane = new ProcessLane(settings);
  }

  /**
   * Patient with output, so that no test meets that limit by chance; commands are held by their
   * sessions, so that a test means the same on every machine.
   */
  static ProcessLaneSettings settings(Duration outputAfterExit) {
    return settings(outputAfterExit, "off");
  }

  static ProcessLaneSettings settings(Duration outputAfterExit, String cgroup) {
    return new ProcessLaneSettings(
        Duration.ofSeconds(20),
        outputAfterExit,
        "/",
        4,
        TARGET,
        Duration.ofMinutes(10),
        new CgroupSetting(cgroup),
        true,
        SANDBOX,
        List.of(HIDDEN.toString()));
  }

  /** A run under way. */
  static final class Running {

    private final LaneControl control;
    private final SinkQueueWithCancel<LaneSignal> signals;
    private final List<LaneSignal> seen = new ArrayList<>();

    private Running(LaneControl control, SinkQueueWithCancel<LaneSignal> signals) {
      this.control = control;
      this.signals = signals;
    }

    LaneControl control() {
      return control;
    }

    /** The next signal; fails with the lane's failure. */
    Optional<LaneSignal> next() {
      var next = await(signals.pull());
      next.ifPresent(seen::add);
      return next;
    }

    Launched launched() {
      return (Launched) fact(next().orElseThrow());
    }

    /** Everything to the end. */
    List<LaneSignal> toTheEnd() {
      while (next().isPresent()) {
        // Kept by next().
      }
      return seen;
    }

    LaneOutcome outcome() {
      var all = toTheEnd();
      return ((LaneSignal.Ended) all.get(all.size() - 1)).outcome();
    }

    <F extends LaneFact> List<F> facts(Class<F> type) {
      return seen.stream()
          .filter(LaneSignal.Observed.class::isInstance)
          .map(LaneBench::fact)
          .filter(type::isInstance)
          .map(type::cast)
          .toList();
    }

    /** How the command ended; the run must be over. */
    Exited exited() {
      return facts(Exited.class).get(0);
    }

    void cancel() {
      signals.cancel();
    }
  }

  private static LaneFact fact(LaneSignal signal) {
    return ((LaneSignal.Observed) signal).fact();
  }

  Source<LaneSignal, LaneControl> source(ProcessRun run, RecordedStreams streams) {
    return source(run, Map.of(), streams);
  }

  private Source<LaneSignal, LaneControl> source(
      ProcessRun run, Map<CredentialHandle, Secret> secrets, RecordedStreams streams) {
    var ref = ExecutionRef.derive("tenant", "request");
    return lane.run(
        new LaneOrder<>(ref, ProcessRun.OPERATION, run, TARGET, List.of(), secrets), streams);
  }

  /** The same in a sandbox. */
  Running startSandboxed(
      ProcessRun run, List<RuntimeConstraint> constraints, RecordedStreams streams) {
    return startAt(SANDBOX, run, constraints, streams);
  }

  Running startAt(String target, ProcessRun run, RecordedStreams streams) {
    return startAt(target, run, List.of(), streams);
  }

  Running startAt(
      String target, ProcessRun run, List<RuntimeConstraint> constraints, RecordedStreams streams) {
    var ref = ExecutionRef.derive("tenant", "request");
    return start(
        new LaneOrder<>(ref, ProcessRun.OPERATION, run, target, constraints, Map.of()), streams);
  }

  private Running start(LaneOrder<ProcessPayload> order, RecordedStreams streams) {
    var running = lane.run(order, streams).toMat(Sink.queue(1), Keep.both()).run(system);
    return new Running(running.first(), running.second());
  }

  Running start(ProcessSession session, RecordedStreams streams) {
    var ref = ExecutionRef.derive("tenant", "request");
    return start(new LaneOrder<>(ref, ProcessSession.OPERATION, session, TARGET), streams);
  }

  Running start(ProcessRun run, RecordedStreams streams) {
    return start(run, Map.of(), streams);
  }

  Running start(ProcessRun run, Map<CredentialHandle, Secret> secrets, RecordedStreams streams) {
    var running = source(run, secrets, streams).toMat(Sink.queue(1), Keep.both()).run(system);
    return new Running(running.first(), running.second());
  }

  static ProcessRun shell(String script) {
    return ProcessRun.of("/bin/sh", "-c", script);
  }

  static ProcessRun with(ProcessRun run, Map<String, String> env) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        env,
        run.stdin(),
        run.stdinBytes(),
        run.stderr(),
        run.graceMs());
  }

  static ProcessRun in(String cwd, ProcessRun run) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        Optional.of(cwd),
        run.env(),
        run.stdin(),
        run.stdinBytes(),
        run.stderr(),
        run.graceMs());
  }

  static ProcessRun reading(ProcessRun run, Optional<byte[]> stdin) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        Optional.of(stdin.isPresent() ? StdinMode.BYTES : StdinMode.OPEN),
        stdin.map(Bytes::copyOf),
        run.stderr(),
        run.graceMs());
  }

  static ProcessRun mergingStderr(ProcessRun run) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        run.stdin(),
        run.stdinBytes(),
        Optional.of(StderrMode.STDOUT),
        run.graceMs());
  }

  static ProcessRun withGrace(int millis, ProcessRun run) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        run.stdin(),
        run.stdinBytes(),
        run.stderr(),
        Optional.of(millis));
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new Failed(failed.getCause());
    } catch (TimeoutException | InterruptedException late) {
      throw new AssertionError(late);
    }
  }

  /** What was waited for failed. */
  static final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Failed(Throwable cause) {
      super(cause);
    }
  }

  /** Until a process is gone; the operating system offers a stranger no event for it. */
  static boolean endsSoon(long pid) {
    var handle = ProcessHandle.of(pid);
    return handle.isEmpty() || await(handle.get().onExit().thenApply(gone -> true));
  }

  @Override
  public void close() {
    system.terminate();
    await(system.getWhenTerminated());
    lane.close();
  }
}
