package io.executionplane.lanes.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.admission.ConstraintValue;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.spi.Finding;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A command that looks around inside a sandbox and reports what it sees. The report is held against
 * what is seen outside; every look that shows less than it should is a failure.
 */
final class SandboxProbe {

  private static final long SECONDS_MAX = 10;
  private static final String REMEDY = "see execution-plane.lanes.process.sandbox";
  private static final List<String> NAMESPACES = List.of("user", "pid", "net", "ipc", "uts", "mnt");

  /**
   * A line {@code name=value} for each look. {@code $1} is a file of the machine's /tmp, all others
   * are hidden.
   */
  private static final String LOOK_AROUND =
      """
      for each in user pid net ipc uts mnt; do echo "$each=$(readlink /proc/self/ns/$each)"; done
      echo "interfaces=$(sed -n 's/^ *\\([^:]*\\):.*/\\1/p' /proc/net/dev | tr '\\n' ' ')"
      echo "processes=$(ls /proc | grep -c '^[0-9]')"
      (echo > /execution-plane-probe) 2> /dev/null && echo root=written || echo root=read-only
      (echo > /var/execution-plane-probe) 2> /dev/null && echo var=written || echo var=read-only
      test -e "$1" && echo tmp=shared || echo tmp=private
      (echo > /tmp/probe) 2> /dev/null && echo own-tmp=written || echo own-tmp=read-only
      (echo > mark) 2> /dev/null && echo workspace=written || echo workspace=read-only
      shift
      echo "hidden=$(for each in "$@"; do ls -A "$each"; done 2> /dev/null | wc -l)"
      sed -n 's/^NoNewPrivs:[^0-9]*/privileges=/p; s/^CapEff:[^0-9a-f]*/capabilities=/p' /proc/self/status
      sed -n 's/^Seccomp:[^0-9]*/filter=/p' /proc/self/status
      unshare --user true 2> /dev/null && echo namespaces=made || echo namespaces=refused
      """;

  private final Map<String, String> seen = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private SandboxProbe() {}

  /** Blocks for some milliseconds, at most some seconds. */
  static List<Finding> run(SandboxTools tools) {
    var probe = new SandboxProbe();
    try {
      probe.lookAround(tools.bubblewrap());
    } catch (IOException | SpawnFailed failed) {
      probe.findings.add(
          Finding.failure("bubblewrap", String.valueOf(failed.getMessage()), REMEDY));
    }
    return List.copyOf(probe.findings);
  }

  private void lookAround(Bubblewrap bubblewrap) throws IOException, SpawnFailed {
    var workspace = Files.createTempDirectory("execution-plane-sandbox-probe");
    var outside = Files.createTempFile(Path.of("/tmp"), "execution-plane-sandbox-probe", "");
    try {
      look(bubblewrap, workspace, outside);
      judge(Files.exists(workspace.resolve("mark")));
      judgeFilter(bubblewrap);
    } finally {
      Files.deleteIfExists(outside);
      Files.deleteIfExists(workspace.resolve("mark"));
      Files.deleteIfExists(workspace);
    }
  }

  private void look(Bubblewrap bubblewrap, Path workspace, Path outside)
      throws IOException, SpawnFailed {
    var writable = new ConstraintValue.Word("workspace");
    var command = new ArrayList<String>();
    command.add(bubblewrap.program());
    command.addAll(bubblewrap.filteredBy(0));
    command.addAll(
        bubblewrap.arguments(
            workspace.toString(),
            List.of(new RuntimeConstraint(RuntimeConstraint.FILESYSTEM, writable))));
    command.addAll(List.of("/bin/sh", "-c", LOOK_AROUND, "sh", outside.toString()));
    command.addAll(bubblewrap.hidden());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.redirectInput(new File(bubblewrap.filter().orElse("/dev/null")));
    var process = builder.start();
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    requireEnd(process, text);
    text.lines()
        .filter(line -> line.contains("="))
        .map(line -> line.split("=", 2))
        .forEach(parts -> seen.put(parts[0], parts[1].strip()));
  }

  private static void requireEnd(Process process, String said) throws IOException {
    try {
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("no sandbox can be made: " + said.lines().findFirst().orElse(""));
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", hurried);
    } finally {
      process.destroyForcibly();
    }
  }

  private void judge(boolean marked) throws IOException {
    for (var namespace : NAMESPACES) {
      var ours = Files.readSymbolicLink(Path.of("/proc/self/ns/" + namespace)).toString();
      expect(namespace, "its own", value -> !value.isEmpty() && !value.equals(ours));
    }
    expect("interfaces", "none but lo", value -> value.equals("lo") || value.isEmpty());
    expect("processes", "a few of its own", value -> !value.isEmpty() && value.length() < 2);
    expect("root", "read-only", "read-only"::equals);
    expect("var", "read-only", "read-only"::equals);
    expect("tmp", "private", "private"::equals);
    expect("own-tmp", "to be written", "written"::equals);
    expect("workspace", "to be written, here too", value -> value.equals("written") && marked);
    expect("hidden", "0 files to be seen", "0"::equals);
    expect("privileges", "none to be gained", "1"::equals);
    expect("capabilities", "none", value -> value.matches("0+"));
  }

  /** Without a filter a sandbox is one all the same, and says that it has none. */
  private void judgeFilter(Bubblewrap bubblewrap) {
    if (bubblewrap.filter().isPresent()) {
      expect("filter", "2, a filter of system calls", "2"::equals);
      expect("namespaces", "refused", "refused"::equals);
    } else {
      findings.add(
          Finding.warning("filter", "none of system calls", "install libseccomp, version 2"));
    }
  }

  private void expect(String look, String wanted, Predicate<String> holds) {
    var value = seen.getOrDefault(look, "");
    findings.add(
        holds.test(value)
            ? Finding.ok(look, value)
            : Finding.failure(look, "must be " + wanted + ", is " + value, REMEDY));
  }
}
