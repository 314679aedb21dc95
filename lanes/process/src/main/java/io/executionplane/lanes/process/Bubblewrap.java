package io.executionplane.lanes.process;

import io.executionplane.contracts.admission.ConstraintValue;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.lanes.process.posix.ParentPipes;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How bubblewrap (bwrap(1)) is told what a command may have: every namespace of its own, no
 * network, the machine's files to read, a {@code /tmp} and a {@code /run} of its own, no
 * capability, and no way to gain one.
 *
 * @param program absolute path of bubblewrap
 * @param hidden absolute paths of directories of which a sandbox sees that they are there, and
 *     nothing in them
 * @param filter file with the filter of system calls that a sandbox gets; empty for none
 */
record Bubblewrap(String program, List<String> hidden, Optional<String> filter) {

  /** How many processes are its own: one outside, and the first inside. */
  static final int PROCESSES = 2;

  /** Where the sandbox has something of its own instead of the machine's. */
  private static final List<String> OWN_MOUNTS = List.of("/tmp", "/run", "/dev", "/proc", "/sys");

  /** Those of them that are empty; a working directory below is shown all the same. */
  private static final List<String> HIDDEN = List.of("/tmp", "/run");

  private static final List<String> ISOLATED =
      List.of(
          "--unshare-user",
          "--unshare-ipc",
          "--unshare-pid",
          "--unshare-net",
          "--unshare-uts",
          "--unshare-cgroup-try",
          "--cap-drop",
          "ALL",
          "--die-with-parent",
          "--new-session",
          "--ro-bind",
          "/",
          "/",
          "--dev",
          "/dev",
          "--proc",
          "/proc",
          "--tmpfs",
          "/tmp",
          "--tmpfs",
          "/run");

  Bubblewrap {
    hidden = List.copyOf(hidden);
  }

  /**
   * The start of a command in a sandbox.
   *
   * @throws SpawnFailed when the constraints cannot be kept
   */
  SpawnRequest around(SpawnRequest command, List<RuntimeConstraint> constraints)
      throws SpawnFailed {
    var arguments = new ArrayList<String>();
    arguments.add(program);
    arguments.addAll(List.of("--json-status-fd", Integer.toString(ParentPipes.TELLS)));
    arguments.addAll(List.of("--block-fd", Integer.toString(ParentPipes.IS_TOLD)));
    arguments.addAll(filteredBy(ParentPipes.FILE));
    arguments.addAll(arguments(command.workingDirectory(), constraints));
    arguments.addAll(command.arguments());
    return new SpawnRequest(
        program, arguments, command.environment(), "/", command.stdin(), command.stderr());
  }

  /** To be read from a descriptor, where there is a filter. */
  List<String> filteredBy(int descriptor) {
    return filter.isPresent() ? List.of("--seccomp", Integer.toString(descriptor)) : List.of();
  }

  /** All else but the command itself. */
  List<String> arguments(String directory, List<RuntimeConstraint> constraints) throws SpawnFailed {
    var arguments = new ArrayList<>(ISOLATED);
    var real = real(directory);
    requireSeen(real);
    if (isAsked(RuntimeConstraint.NETWORK, "egress_policy", constraints)) {
      throw SpawnFailed.notAdmitted("a sandbox has no network, and so no egress policy for one");
    }
    if (isAsked(RuntimeConstraint.FILESYSTEM, "workspace", constraints)) {
      requireOwnTree(real);
      arguments.addAll(List.of("--bind", real, real));
    } else if (HIDDEN.stream().anyMatch(hidden -> real.startsWith(hidden + "/"))) {
      arguments.addAll(List.of("--ro-bind", real, real));
    }
    hide(arguments);
    arguments.addAll(List.of("--chdir", real, "--"));
    return arguments;
  }

  /** Over everything else, a workspace too, which may be a directory above. */
  private void hide(List<String> arguments) throws SpawnFailed {
    for (var each : hidden) {
      if (Files.isDirectory(Path.of(each))) {
        arguments.addAll(List.of("--tmpfs", real(each), "--remount-ro", real(each)));
      }
    }
  }

  private void requireSeen(String directory) throws SpawnFailed {
    for (var each : hidden) {
      if (Files.isDirectory(Path.of(each)) && Path.of(directory).startsWith(real(each))) {
        throw SpawnFailed.notAdmitted(directory + " is hidden from sandboxes");
      }
    }
  }

  /** A link would lead elsewhere inside than it does here. */
  private static String real(String directory) throws SpawnFailed {
    try {
      return Path.of(directory).toRealPath().toString();
    } catch (IOException unusable) {
      throw SpawnFailed.badDirectory(directory);
    }
  }

  /** What is bound lies over what the sandbox put there: over its own mounts nothing may lie. */
  private static void requireOwnTree(String directory) throws SpawnFailed {
    for (var mount : OWN_MOUNTS) {
      if (Path.of(mount).startsWith(directory) || isSpecial(mount, directory)) {
        throw SpawnFailed.notAdmitted(directory + " cannot be a workspace");
      }
    }
  }

  private static boolean isSpecial(String mount, String directory) {
    return !HIDDEN.contains(mount) && Path.of(directory).startsWith(mount);
  }

  private static boolean isAsked(String name, String word, List<RuntimeConstraint> constraints) {
    return constraints.contains(new RuntimeConstraint(name, new ConstraintValue.Word(word)));
  }
}
