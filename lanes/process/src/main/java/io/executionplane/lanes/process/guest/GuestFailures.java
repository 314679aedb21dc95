package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Frame.RemoteError;
import io.executionplane.lanes.spi.LaneFailure;
import java.util.Set;

/** What goes wrong on the way to a guest and there, in the words of the record. */
final class GuestFailures {

  /** What a guest found before the command began. */
  private static final Set<String> LAUNCH =
      Set.of(
          "command_not_found",
          "command_not_executable",
          "cwd_unusable",
          "arguments_too_large",
          "resources_exhausted",
          "not_contained",
          "launch_failed");

  private static final int DETAILS_MAX = 512;

  private GuestFailures() {}

  /** The agent cannot be worked with. */
  static LaneFailure unreachable(String address, Exception cause) {
    if (cause instanceof BridgeException refused) {
      return refused(refused);
    }
    var failure =
        new LaneFailure(
            FailureClass.PLACEMENT_UNAVAILABLE,
            "target_unreachable",
            fitting(
                "could not attach to "
                    + address
                    + ": "
                    + cause.getClass().getSimpleName()
                    + ": "
                    + cause.getMessage()));
    failure.initCause(cause);
    return failure;
  }

  /** One of the two ends refused the other. */
  static LaneFailure refused(BridgeException cause) {
    var failureClass =
        switch (cause.error()) {
          case BRIDGE_PROTOCOL_ERROR, FRAME_TOO_LONG -> FailureClass.PROTOCOL_FRAMING_FAILED;
          default -> FailureClass.PLACEMENT_UNAVAILABLE;
        };
    var failure =
        new LaneFailure(
            failureClass, cause.error().code(), fitting(String.valueOf(cause.getMessage())));
    failure.initCause(cause);
    return failure;
  }

  /** The guest could not start the command, or says that something else is wrong. */
  static LaneFailure remote(RemoteError error) {
    var reason = "the guest says: " + fitting(error.details());
    if (LAUNCH.contains(error.code())) {
      return new LaneFailure(FailureClass.LAUNCH_FAILED, error.code(), reason);
    }
    return BridgeError.of(error.code())
        .map(known -> refused(new BridgeException(known, reason)))
        .orElseGet(
            () ->
                new LaneFailure(
                    FailureClass.TRANSPORT_FAILED,
                    "bridge_remote_error",
                    fitting(error.code()) + ": " + reason));
  }

  static LaneFailure unsupported(String capability) {
    return new LaneFailure(
        FailureClass.PLACEMENT_UNAVAILABLE,
        BridgeError.UNSUPPORTED_CAPABILITY.code(),
        "the guest does not offer " + capability);
  }

  static LaneFailure tooLarge() {
    return new LaneFailure(
        FailureClass.LAUNCH_FAILED,
        "arguments_too_large",
        "arguments and environment are longer than the guest takes");
  }

  static LaneFailure full() {
    return new LaneFailure(
        FailureClass.PLACEMENT_UNAVAILABLE,
        "target_busy",
        "as many commands as its settings allow run in the guest already");
  }

  /** What the command did since, nobody here can know. */
  static LaneFailure connectionLost(String address) {
    return new LaneFailure(
        FailureClass.REMOTE_DISCONNECT,
        "connection_lost",
        "the connection to "
            + address
            + " was lost and could not be made again in time; the agent there ends the command,"
            + " which cannot be seen from here");
  }

  /** The session cannot go on, and it is our own doing. */
  static LaneFailure broken(RuntimeException cause) {
    var failure =
        new LaneFailure(
            FailureClass.TRANSPORT_FAILED,
            "session_broken",
            "the session could not go on: " + cause.getClass().getSimpleName());
    failure.initCause(cause);
    return failure;
  }

  static LaneFailure closed() {
    return new LaneFailure(
        FailureClass.TRANSPORT_FAILED, "lane_closed", "the lane was closed meanwhile");
  }

  /** A guest that speaks version 1 and no more closes a session without a word. */
  static LaneFailure endNotTold() {
    return new LaneFailure(
        FailureClass.TRANSPORT_FAILED,
        "exit_unknown",
        "the guest does not tell how a command ended that was killed");
  }

  static LaneFailure endNotNamed() {
    return new LaneFailure(
        FailureClass.TRANSPORT_FAILED,
        "exit_unknown",
        "the guest told the command's end in a way that names neither a code nor a signal");
  }

  private static String fitting(String said) {
    return said.length() <= DETAILS_MAX ? said : said.substring(0, DETAILS_MAX);
  }
}
