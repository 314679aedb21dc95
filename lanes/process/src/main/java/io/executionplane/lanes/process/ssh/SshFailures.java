package io.executionplane.lanes.process.ssh;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.lanes.spi.LaneFailure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** What goes wrong on the way to a target and there, in the words of the record. */
final class SshFailures {

  private SshFailures() {}

  /** What {@code become.sh} found before it became the command. */
  static LaneFailure launch(String code) {
    var reason =
        switch (code) {
          case "command_not_found" -> "the target has no such command";
          case "command_not_executable" -> "the command may not be run on the target";
          case "cwd_unusable" -> "the target has no such directory, or it may not be entered";
          case "pty_unusable" -> "the target gave no terminal, or has no stty";
          default -> "the target could not start the command";
        };
    return new LaneFailure(FailureClass.LAUNCH_FAILED, code, reason);
  }

  static LaneFailure variableName(String name) {
    return new LaneFailure(
        FailureClass.LAUNCH_FAILED,
        "env_name_unusable",
        "a shell cannot have a variable called " + name);
  }

  /** The shell ended, or said nothing of what our scripts say, before the command began. */
  static LaneFailure noPosixShell() {
    return new LaneFailure(
        FailureClass.LAUNCH_FAILED,
        "remote_shell_failed",
        "the target's shell ended before the command began; it needs /bin/sh, /proc and setsid");
  }

  static LaneFailure exitNotNamed() {
    return new LaneFailure(
        FailureClass.TRANSPORT_FAILED,
        "exit_unknown",
        "the server told the command's end with a number or signal that is none");
  }

  static LaneFailure exitNotTold() {
    return new LaneFailure(
        FailureClass.TRANSPORT_FAILED,
        "exit_unknown",
        "the server closed the channel without telling how the command ended");
  }

  /** What the command did since, nobody here can know. */
  static LaneFailure connectionLost(String address) {
    return new LaneFailure(
        FailureClass.REMOTE_DISCONNECT,
        "connection_lost",
        "the connection to "
            + address
            + " was lost; the keeper there ends the command, which cannot be seen from here");
  }

  static LaneFailure hostKeyRefused(String reason) {
    return new LaneFailure(FailureClass.PLACEMENT_UNAVAILABLE, "host_key_refused", reason);
  }

  /**
   * The target cannot be worked with.
   *
   * @param doing what was tried, for example {@code connect to}
   */
  static RuntimeException unreachable(String doing, String address, Throwable cause) {
    var known = unwrap(cause);
    if (known instanceof LaneFailure failure) {
      return failure;
    }
    var why =
        known instanceof TimeoutException
            ? "no answer in time"
            : known.getClass().getSimpleName() + ": " + known.getMessage();
    var failure =
        new LaneFailure(
            FailureClass.PLACEMENT_UNAVAILABLE,
            "target_unreachable",
            "could not " + doing + " " + address + ": " + why);
    failure.initCause(known);
    return failure;
  }

  static Throwable unwrap(Throwable cause) {
    return cause instanceof CompletionException && cause.getCause() != null
        ? unwrap(cause.getCause())
        : cause;
  }
}
