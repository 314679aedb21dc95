package io.executionplane.lanes.process.guest.bridge;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why something was refused, as both ends call it. */
public enum BridgeError {
  /** The token was not the one that the agent knows. */
  ATTACH_REFUSED,
  /** The other end speaks for another profile. */
  BRIDGE_PROFILE_MISMATCH,
  /** No version is spoken by both. */
  UNSUPPORTED_PROTOCOL_VERSION,
  /** The guest claims more than a guest can have. */
  CAPABILITY_SUPERSET,
  /** The guest lacks what is needed. */
  UNSUPPORTED_CAPABILITY,
  /** The guest did not prove to have the key that it is known by. */
  SIGNATURE_REFUSED,
  /** What came is no frame of the protocol, or none that may come now. */
  BRIDGE_PROTOCOL_ERROR,
  /** A frame is longer than the receiver allows. */
  FRAME_TOO_LONG,
  /** There is no session to resume: it was ended, or never was. */
  UNKNOWN_SESSION,
  /** The agent runs as many sessions as it may. */
  AGENT_BUSY,
  /** The command could not be started. */
  LAUNCH_FAILED,
  /** The command has closed its input. */
  INPUT_CLOSED,
  /** What a command put out is more than one reply may hold. */
  OUTPUT_LIMIT;

  /** The name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The error of a name on the wire; empty for one that is not known here. */
  public static Optional<BridgeError> of(String code) {
    return Stream.of(values()).filter(error -> error.code().equals(code)).findFirst();
  }
}
