package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.WithoutNul;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One command, run to its end. Holds no policy: whether it may run is decided elsewhere.
 *
 * <p>The environment is what is declared here plus a short list of plain names (HOME, LANG,
 * LOGNAME, PATH, SHELL, TERM, TZ, USER) that the target fills in when they are not declared.
 * Nothing else of the node's environment reaches the command.
 *
 * @param command the program: a path if it contains a slash, else looked up in the command's PATH
 * @param argv the arguments after the program's name; elements may be empty
 * @param cwd absolute path of the directory to run in; absent means the target's own
 * @param env environment by name
 * @param stdin where input comes from; absent means none (end of file at once)
 * @param stdinBytes the input itself, with {@code stdin} = {@code bytes}
 * @param stderr where error output goes; absent means a stream of its own
 * @param graceMs time between asking the command to end and killing it, in milliseconds; absent
 *     means the lane's default. Absent where {@code shutdown} is given
 * @param envHandles credentials by the name of the variable that is to hold them; no name is in
 *     {@code env} too
 * @param user account of the target to run as, by name or number; absent means the node's own
 * @param pty a terminal to run in; absent means pipes
 * @param interrupt how it is interrupted on request; absent means SIGINT, and with a terminal the
 *     byte 0x03 on its input
 * @param shutdown how it is ended; absent means SIGTERM, the grace, SIGKILL
 */
public record ProcessRun(
    @NotBlank @WithoutNul String command,
    @Size(max = 65_536) @WithoutNul List<String> argv,
    @NotBlank @WithoutNul Optional<String> cwd,
    @Size(max = 4_096) Map<@WithoutNul String, @WithoutNul String> env,
    Optional<StdinMode> stdin,
    Optional<@Size(max = ProcessRun.STDIN_BYTES_MAX) Bytes> stdinBytes,
    Optional<StderrMode> stderr,
    @Range(min = 0, max = 60_000) Optional<Integer> graceMs,
    @Handle({"credential-handle://", "urn:credential-handle:"}) @Size(max = 256)
        Map<@WithoutNul String, String> envHandles,
    @NotBlank @WithoutNul @Length(max = 256) Optional<String> user,
    Optional<ProcessPty> pty,
    Optional<ProcessInterrupt> interrupt,
    Optional<ProcessShutdown> shutdown)
    implements ProcessPayload {

  /** The lane's name. */
  public static final String LANE_ID = "process";

  /** The operation's name. */
  public static final String OPERATION = "run";

  /** Longest input that travels in a request: in base64 it takes 5.6 of a document's 8 MiB. */
  public static final int STDIN_BYTES_MAX = 4 * 1024 * 1024;

  public static final Contract<ProcessRun> CONTRACT = Contract.of(ProcessRun.class);

  private static final Rules RULES = Rules.of(ProcessRun.class);

  public ProcessRun {
    RULES
        .check(
            command,
            argv,
            cwd,
            env,
            stdin,
            stdinBytes,
            stderr,
            graceMs,
            envHandles,
            user,
            pty,
            interrupt,
            shutdown)
        .and(() -> cwd.map(path -> path.startsWith("/")).orElse(true), "cwd", "must be absolute")
        .and(
            env,
            ProcessRun::hasEnvironmentNames,
            "env",
            "must have names that are not empty and without '='")
        .and(
            () -> stdinBytes.isPresent() == stdin.equals(Optional.of(StdinMode.BYTES)),
            "stdinBytes",
            "must be given exactly when stdin is bytes")
        .and(
            envHandles,
            ProcessRun::hasEnvironmentNames,
            "envHandles",
            "must have names that are not empty and without '='")
        .and(
            env,
            envHandles,
            (plain, handles) -> Collections.disjoint(plain.keySet(), handles.keySet()),
            "envHandles",
            "must not have a name that env has")
        .and(
            () -> pty.isEmpty() || !stderr.equals(Optional.of(StderrMode.SEPARATE)),
            "stderr",
            "must not be separate with a pty, which has one stream")
        .and(
            () -> graceMs.isEmpty() || shutdown.isEmpty(),
            "graceMs",
            "must be absent where shutdown is given")
        .orThrow();
    argv = List.copyOf(argv);
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    envHandles = Collections.unmodifiableSortedMap(new TreeMap<>(envHandles));
  }

  /** A command for pipes, as the node's own user, with a plain environment. */
  public ProcessRun(
      String command,
      List<String> argv,
      Optional<String> cwd,
      Map<String, String> env,
      Optional<StdinMode> stdin,
      Optional<Bytes> stdinBytes,
      Optional<StderrMode> stderr,
      Optional<Integer> graceMs) {
    this(
        command,
        argv,
        cwd,
        env,
        stdin,
        stdinBytes,
        stderr,
        graceMs,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A command with arguments, without input, in the target's own directory. */
  public static ProcessRun of(String command, String... argv) {
    return new ProcessRun(
        command,
        List.of(argv),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Itself. */
  @Override
  public ProcessRun run() {
    return this;
  }

  private static boolean hasEnvironmentNames(Map<String, String> env) {
    return env.keySet().stream().allMatch(name -> !name.isEmpty() && name.indexOf('=') < 0);
  }

  /** Where a command's input comes from. */
  public enum StdinMode {
    /** From the request itself. */
    BYTES,
    /** From whoever submitted or attached, until they close it. */
    OPEN
  }

  /** Where a command's error output goes. */
  public enum StderrMode {
    /** To a stream of its own. */
    SEPARATE,
    /** Into its standard output, in the order it was written. */
    STDOUT
  }
}
