package io.executionplane.testkit.lane;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.lanes.process.ProcessLane;
import io.executionplane.lanes.process.ProcessLaneSettings;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.testkit.os.MarkedProcesses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The process lane keeps every promise, with real processes. */
class ProcessLaneConformanceTest extends LaneConformance<ProcessPayload> {

  private static final int GRACE_MS = 100;

  /** What leaves the session on purpose must be able to, on every machine. */
  private static final Map<String, String> HELD_BY_ITS_SESSION =
      Map.of(
          ProcessLaneSettings.SECTION + ".output-after-exit", "200ms",
          ProcessLaneSettings.SECTION + ".cgroup", "off");

  private final MarkedProcesses processes = MarkedProcesses.fresh();

  @TempDir private Path directory;

  @AfterEach
  void endWhatWasLeftOnPurpose() {
    processes.kill();
  }

  @Override
  public Lane<ProcessPayload> newLane() {
    var config =
        ConfigFactory.parseMap(HELD_BY_ITS_SESSION).withFallback(ConfigFactory.defaultReference());
    return new ProcessLane(ProcessLaneSettings.from(config));
  }

  @Override
  public String targetId() {
    return "local-process";
  }

  @Override
  public Situation quickSuccess() {
    return putting(shell("echo one; echo two >&2; echo three"), "one\nthree\n", "two\n");
  }

  @Override
  public Situation failure() {
    return putting(shell("echo out; echo err >&2; exit 3"), "out\n", "err\n");
  }

  @Override
  public Situation unlaunchable() {
    return silent(command(StdinMode.BYTES, "", "/no/such/program"));
  }

  @Override
  public Situation hang() {
    return putting(shell("echo begun; exec sleep 600"), "begun\n", "");
  }

  @Override
  public Situation deaf() {
    return putting(shell("trap '' TERM; echo begun; while :; do sleep 600; done"), "begun\n", "");
  }

  @Override
  public Situation flood() {
    return silent(shell("exec yes"));
  }

  @Override
  public Optional<Echo> echo() {
    var cat = command(StdinMode.OPEN, "", "cat");
    return Optional.of(new Echo(silent(cat), StreamName.STDIN, StreamName.STDOUT));
  }

  /** It leaves the session before the command ends, so the lane does not know it. */
  @Override
  public Optional<Situation> heldOpen() {
    var there = directory.resolve("there");
    var daemon = "setsid sh -c 'echo > " + there + "; exec sleep 600' &";
    var script = "echo begun; " + daemon + " while [ ! -s " + there + " ]; do :; done";
    return Optional.of(putting(shell(script), "begun\n", ""));
  }

  @Override
  public Situation carrying(String secret) {
    return silent(command(StdinMode.BYTES, secret, "sh", "-c", "exit 0", secret));
  }

  protected final ProcessRun shell(String script) {
    return command(StdinMode.BYTES, "", "sh", "-c", script);
  }

  private ProcessRun command(StdinMode mode, String input, String program, String... argv) {
    var bytes = Bytes.copyOf(input.getBytes(StandardCharsets.UTF_8));
    return placed(
        new ProcessRun(
            program,
            List.of(argv),
            Optional.of(directory.toString()),
            Map.of(processes.name(), processes.value(), "SECRET", input),
            Optional.of(mode),
            mode == StdinMode.BYTES ? Optional.of(bytes) : Optional.empty(),
            Optional.empty(),
            Optional.of(GRACE_MS)));
  }

  /** The same command, with what this class runs it in. */
  protected ProcessRun placed(ProcessRun run) {
    return run;
  }

  /** What shows of what a command puts out. */
  protected Map<StreamName, ByteString> put(String stdout, String stderr) {
    return Map.of(
        StreamName.STDOUT, ByteString.fromString(stdout),
        StreamName.STDERR, ByteString.fromString(stderr));
  }

  private static Situation silent(ProcessRun run) {
    return Situation.silent(ProcessRun.OPERATION, ProcessRun.CONTRACT.encodeObject(run));
  }

  protected final Situation putting(ProcessRun run, String stdout, String stderr) {
    return new Situation(
        ProcessRun.OPERATION, ProcessRun.CONTRACT.encodeObject(run), put(stdout, stderr));
  }

  @Override
  public long effectsAlive() {
    return processes.alive().size();
  }

  @Override
  public OptionalLong putOut(List<LaneFact> facts) {
    return named(facts, Launched.NAME)
        .map(fact -> Launched.CONTRACT.decode(fact.data().toNode()))
        .mapToLong(launched -> MarkedProcesses.bytesWritten(launched.pid()))
        .findFirst();
  }

  @Override
  public Set<String> factsOfTheEnd() {
    return Set.of("process.exited");
  }

  @Override
  public List<StopCause> causesTold(List<LaneFact> facts) {
    return named(facts, SignalSent.NAME)
        .map(fact -> SignalSent.CONTRACT.decode(fact.data().toNode()).cause())
        .flatMap(cause -> Stream.of(StopCause.values()).filter(c -> c.name().equals(cause.name())))
        .toList();
  }

  private static Stream<LaneFact> named(List<LaneFact> facts, String name) {
    return facts.stream().filter(fact -> fact.name().equals(name));
  }
}
