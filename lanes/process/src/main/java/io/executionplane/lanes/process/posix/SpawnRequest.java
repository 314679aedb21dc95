package io.executionplane.lanes.process.posix;

import java.util.List;
import java.util.Optional;

/**
 * Exactly one child to start. Nothing is added, looked up, or inherited from the JVM beyond what
 * the kernel always passes on (user, umask, resource limits, namespaces).
 *
 * @param executable absolute path of the file to run; see {@link ExecutablePath}
 * @param arguments the whole argv, {@code argv[0]} first; at least one
 * @param environment the whole environment as {@code NAME=value}, in this order; may be empty
 * @param workingDirectory absolute path
 * @param stdin where standard input comes from
 * @param stderr where standard error goes
 * @param terminal how large the terminal is that takes the place of all three; empty means pipes
 * @param terminalOwner whose the terminal is; empty means ours
 */
public record SpawnRequest(
    String executable,
    List<String> arguments,
    List<String> environment,
    String workingDirectory,
    Stdin stdin,
    Stderr stderr,
    Optional<WindowSize> terminal,
    Optional<Account> terminalOwner) {

  /** Where standard input comes from. */
  public enum Stdin {
    /** A pipe, to be fed through {@link ChildProcess#stdin()}. */
    PIPE,
    /** {@code /dev/null}: end of file at the first read. */
    EMPTY
  }

  /** Where standard error goes. */
  public enum Stderr {
    /** A pipe of its own, {@link ChildProcess#stderr()}. */
    SEPARATE,
    /** The pipe of standard output, so that the child's own order of writing is kept. */
    TO_STDOUT
  }

  public SpawnRequest {
    arguments = List.copyOf(arguments);
    environment = List.copyOf(environment);
    require(executable.startsWith("/"), "executable must be an absolute path");
    require(workingDirectory.startsWith("/"), "workingDirectory must be an absolute path");
    require(!arguments.isEmpty(), "arguments must hold at least argv[0]");
    require(noNul(executable) && noNul(workingDirectory), "a path must not contain NUL");
    require(arguments.stream().allMatch(SpawnRequest::noNul), "arguments must not contain NUL");
    require(environment.stream().allMatch(SpawnRequest::noNul), "environment must not contain NUL");
    require(
        environment.stream().allMatch(entry -> entry.indexOf('=') > 0),
        "every entry of environment must be NAME=value");
  }

  /** A child with pipes. */
  public SpawnRequest(
      String executable,
      List<String> arguments,
      List<String> environment,
      String workingDirectory,
      Stdin stdin,
      Stderr stderr) {
    this(
        executable,
        arguments,
        environment,
        workingDirectory,
        stdin,
        stderr,
        Optional.empty(),
        Optional.empty());
  }

  /** Says the program only: arguments and environment may hold secrets. */
  @Override
  public String toString() {
    return "start of " + executable;
  }

  /** C strings end at NUL: the child would see less than what was asked for. */
  private static boolean noNul(String text) {
    return text.indexOf('\0') < 0;
  }

  /** Names the rule only: arguments and environment may hold secrets. */
  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(rule);
    }
  }
}
