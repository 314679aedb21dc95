package io.executionplane.node.cli;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.admission.ConstraintValue;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.lanes.spi.CredentialHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ep run} was asked to do. */
final class RunOptions {

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Accept only targets attested as CLASS; may be given again.")
  private List<String> classes = new ArrayList<>();

  @Option(
      names = "--sandbox",
      description =
          "Run in a sandbox: no network, and nothing of the machine can be written. The same as"
              + " --class linux-namespaces.")
  private boolean sandbox;

  @Option(
      names = "--constraint",
      paramLabel = "NAME=VALUE",
      converter = AssignmentConverter.class,
      description =
          "Set a limit that the target has to enforce, for example filesystem=workspace in a"
              + " sandbox; may be given again.")
  private List<Assignment> constraints = new ArrayList<>();

  @Option(names = "--target", paramLabel = "ID", description = "Use this target and no other.")
  private @Nullable String target;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Stop the command after DURATION, for example 500ms, 30s, 5m, 1h.")
  private @Nullable Duration timeout;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      converter = AssignmentConverter.class,
      description = "Set a variable of the command's environment; may be given again.")
  private List<Assignment> env = new ArrayList<>();

  @Option(
      names = "--credential",
      paramLabel = "NAME=HANDLE",
      converter = AssignmentConverter.class,
      description =
          "Set a variable of the command's environment to the credential that HANDLE names, for"
              + " example KEY=credential-handle://file/key; may be given again.")
  private List<Assignment> credentials = new ArrayList<>();

  @Option(
      names = "--cwd",
      paramLabel = "DIR",
      description = "Run in DIR (default: the current directory).")
  private @Nullable Path cwd;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Run as this user of the target; as root only.")
  private @Nullable String user;

  @Option(
      names = {"-i", "--interactive"},
      description =
          "Give our standard input to the command even if it is a terminal"
              + " (anything else is given without asking).")
  private boolean interactive;

  @Option(
      names = {"-t", "--tty"},
      description = {
        "Run in a terminal of its own, joined to ours: every key goes to the command, ^C too, and"
            + " what it prints is one stream. Needs a terminal as our standard input and output."
      })
  private boolean tty;

  @Option(names = "--no-stdin", description = "Never give our standard input to the command.")
  private boolean noStdin;

  @Option(
      names = "--grant",
      paramLabel = "FILE",
      defaultValue = "${env:EP_GRANT}",
      description = {
        "Run under the grant in FILE (default: $EP_GRANT, or a grant for exactly this command by"
            + " whoever owns the data directory)."
      })
  private @Nullable Path grant;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      converter = AssignmentConverter.class,
      description = "Label the execution; may be given again.")
  private List<Assignment> labels = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Idempotency key: the same key and request run at most once.")
  private @Nullable String key;

  @Option(
      names = {"-q", "--quiet"},
      description = "Add nothing to what the command prints.")
  private boolean quiet;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command and its arguments, after --.")
  private List<String> command = new ArrayList<>();

  ProcessRun payload(Terminals terminals) {
    return new ProcessRun(
        command.get(0),
        command.subList(1, command.size()),
        Optional.of(directory().toString()),
        asMap(env, "--env"),
        givesInput(terminals) ? Optional.of(StdinMode.OPEN) : Optional.empty(),
        Optional.<Bytes>empty(),
        Optional.empty(),
        Optional.empty(),
        handles(),
        Optional.ofNullable(user),
        terminal(terminals),
        Optional.empty(),
        Optional.empty());
  }

  /** Fails before anything is done where there is no terminal to join. */
  private Optional<ProcessPty> terminal(Terminals terminals) {
    if (!tty) {
      return Optional.empty();
    }
    if (!terminals.stdin() || !terminals.stdout()) {
      throw new CliException("-t needs a terminal as our standard input and output");
    }
    if (noStdin) {
      throw new CliException("-t and --no-stdin contradict each other");
    }
    var size = OurTerminal.size();
    return Optional.of(new ProcessPty(size.cols(), size.rows(), Optional.ofNullable(ourTerm())));
  }

  /** What our terminal calls itself; a name that no terminal has is not passed on. */
  private static @Nullable String ourTerm() {
    var term = System.getenv("TERM");
    return term != null && term.matches("[A-Za-z0-9+._-]{1,64}") ? term : null;
  }

  boolean isInTerminal() {
    return tty;
  }

  /** What is given in place of a handle may be the secret itself: it is not repeated. */
  private Map<String, String> handles() {
    var handles = asMap(credentials, "--credential");
    for (var name : handles.keySet()) {
      if (env.stream().anyMatch(plain -> plain.name().equals(name))) {
        throw new CliException("--credential and --env both set " + name);
      }
    }
    handles.forEach(RunOptions::requireHandle);
    return handles;
  }

  private static void requireHandle(String name, String handle) {
    try {
      new CredentialHandle(handle);
    } catch (IllegalArgumentException none) {
      throw new CliException("--credential " + name + "=… " + none.getMessage());
    }
  }

  /** As a shell would: what is piped in is the command's, a terminal only when asked for. */
  boolean givesInput(Terminals terminals) {
    return !noStdin && (interactive || tty || !terminals.stdin());
  }

  List<RuntimeConstraint> constraints() {
    var all = new ArrayList<RuntimeConstraint>();
    if (timeout != null) {
      all.add(new RuntimeConstraint(RuntimeConstraint.TIMEOUT_MS, timeout.toMillis()));
    }
    constraints.forEach(each -> all.add(new RuntimeConstraint(each.name(), value(each.value()))));
    return List.copyOf(all);
  }

  /** As in a request: a number, yes or no, or a word. */
  private static ConstraintValue value(String text) {
    if (text.matches("[0-9]{1,18}")) {
      return new ConstraintValue.WholeNumber(Long.parseLong(text));
    }
    return text.equals("true") || text.equals("false")
        ? new ConstraintValue.Flag(Boolean.parseBoolean(text))
        : new ConstraintValue.Word(text);
  }

  List<String> classes() {
    if (!sandbox) {
      return List.copyOf(classes);
    }
    if (!classes.isEmpty()) {
      throw new CliException("--sandbox and --class cannot be given together");
    }
    return List.of(AttestationClass.LINUX_NAMESPACES);
  }

  Optional<String> target() {
    return Optional.ofNullable(target);
  }

  /** The grant to run under; absent if the owner is to give himself one. */
  Optional<AuthorityRef> grant() {
    return Optional.ofNullable(grant)
        .map(file -> new AuthorityRef(GrantFile.read("--grant", file)));
  }

  Optional<String> key() {
    return Optional.ofNullable(key);
  }

  Map<String, String> labels() {
    return asMap(labels, "--label");
  }

  boolean isQuiet() {
    return quiet;
  }

  private Path directory() {
    var chosen = cwd == null ? Path.of("") : cwd;
    return chosen.toAbsolutePath().normalize();
  }

  private static Map<String, String> asMap(List<Assignment> assignments, String option) {
    var map = new LinkedHashMap<String, String>();
    for (var each : assignments) {
      if (map.put(each.name(), each.value()) != null) {
        throw new CliException(option + " sets " + each.name() + " twice");
      }
    }
    return map;
  }
}
