package io.executionplane.lanes.process.guest.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.Frame;
import io.executionplane.lanes.process.guest.bridge.Frame.Event;
import io.executionplane.lanes.process.guest.bridge.Frame.RemoteError;
import io.executionplane.lanes.process.guest.bridge.Frame.Response;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.spi.LaneFailure;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** What an agent answers. Pure. */
final class Answers {

  private Answers() {}

  static Response done(String id) {
    return done(id, Payload.none());
  }

  static Response done(String id, ObjectNode payload) {
    return new Response(id, payload, Optional.empty());
  }

  static Response refused(String id, BridgeException why) {
    return refused(id, RemoteError.of(why));
  }

  private static Response refused(String id, RemoteError error) {
    return new Response(id, Payload.none(), Optional.of(error));
  }

  /** Something failed; only what is fit for a record is said of it. */
  static Response failed(String id, Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof LaneFailure known
        ? refused(id, new RemoteError(known.failure().code(), known.failure().reason()))
        : refused(
            id,
            new RemoteError(BridgeError.LAUNCH_FAILED.code(), cause.getClass().getSimpleName()));
  }

  /** The last word to an end that breaks the protocol. */
  static Frame error(BridgeException broken) {
    return new Event(
        Op.ERROR,
        Payload.none()
            .put("code", broken.error().code())
            .put("details", String.valueOf(broken.getMessage())));
  }
}
