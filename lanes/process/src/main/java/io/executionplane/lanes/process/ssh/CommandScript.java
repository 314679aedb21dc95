package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StderrMode;
import io.executionplane.lanes.process.ssh.SshCommand.Wiring;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneOrder;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The script by which a shell on a target becomes a command. It has the values of the environment
 * in it, so it is only ever sent as input.
 */
record CommandScript(String text, String nonce, Wiring wiring, Optional<ProcessPty> terminal) {

  /** Makes of a terminal that passes everything on as it is one that people are used to. */
  private static final String SANE = "stty sane 2>/dev/null";

  /**
   * Writes it.
   *
   * @param defaultDirectory where the command runs if the order does not say
   * @throws io.executionplane.lanes.spi.LaneFailure when a variable has a name that no shell takes
   */
  static CommandScript of(LaneOrder<ProcessRun> order, Optional<String> defaultDirectory) {
    var run = order.payload();
    var environment = environment(order);
    var nonce = Nonce.fresh();
    var text =
        ShellText.script(
            "become.sh",
            Map.of(
                "NONCE", nonce,
                "CD", run.cwd().or(() -> defaultDirectory).map(CommandScript::cd).orElse(":"),
                "WORDS", words(run),
                "PATH", path(environment),
                "EXPORT", ShellText.export(environment),
                "TERMINAL", run.pty().isPresent() ? SANE : ":",
                "REDIRECT", run.pty().isPresent() ? "" : redirect(run)));
    return new CommandScript(text, nonce, wiring(run), run.pty());
  }

  private static Wiring wiring(ProcessRun run) {
    return run.pty().isPresent()
        ? new Wiring(StreamName.PTY, true, false)
        : new Wiring(StreamName.STDOUT, run.stdin().isPresent(), !mergesErrors(run));
  }

  /** As a command that fails when the directory cannot be entered. */
  static String cd(String directory) {
    return "cd -- " + ShellText.quote(directory);
  }

  private static Map<String, String> environment(LaneOrder<ProcessRun> order) {
    var environment = new TreeMap<>(order.payload().env());
    order
        .payload()
        .envHandles()
        .forEach((name, handle) -> environment.put(name, secret(order, handle)));
    environment.keySet().stream()
        .filter(name -> !ShellText.isVariable(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw SshFailures.variableName(name);
            });
    return environment;
  }

  /** Without its credentials a command is not started at all. */
  private static String secret(LaneOrder<ProcessRun> order, String handle) {
    var secret = order.secrets().get(new CredentialHandle(handle));
    if (secret == null) {
      throw new IllegalArgumentException("the order lacks the value of " + handle);
    }
    return secret.reveal();
  }

  private static String words(ProcessRun run) {
    var words = new ArrayList<String>();
    words.add(run.command());
    words.addAll(run.argv());
    return ShellText.quote(words);
  }

  private static String path(Map<String, String> environment) {
    var declared = environment.get("PATH");
    return declared == null ? "${PATH-/usr/bin:/bin}" : ShellText.quote(declared);
  }

  private static String redirect(ProcessRun run) {
    return (run.stdin().isPresent() ? "" : "</dev/null ") + (mergesErrors(run) ? "2>&1" : "");
  }

  private static boolean mergesErrors(ProcessRun run) {
    return run.stderr().orElse(StderrMode.SEPARATE) == StderrMode.STDOUT;
  }

  /** What makes room for it: runs first, has nothing in it of the order, and loads the rest. */
  String preparation() {
    var present =
        ShellText.script("present.sh", Map.of("NONCE", nonce)) + "set --\n" + ShellText.LOADER;
    return ShellText.script("prepare.sh", Map.of("PRESENT", ShellText.quote(present)));
  }

  /** Without the text: it holds values. */
  @Override
  public String toString() {
    return "CommandScript[" + nonce + "]";
  }
}
