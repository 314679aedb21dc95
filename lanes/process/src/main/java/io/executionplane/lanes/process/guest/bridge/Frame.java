package io.executionplane.lanes.process.guest.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One frame: what is asked, what is answered, and what happened. */
public sealed interface Frame {

  /** What it carries; of an answer that refuses, nothing. */
  ObjectNode payload();

  /**
   * Something that is asked of the guest.
   *
   * @param id names it in the answer
   * @param op the operation
   */
  record Request(String id, String op, ObjectNode payload) implements Frame {}

  /**
   * An answer to a request.
   *
   * @param id the request's
   * @param error why it was refused; empty if it was done
   */
  record Response(String id, ObjectNode payload, Optional<RemoteError> error) implements Frame {}

  /** Something that happened in the guest. */
  record Event(String event, ObjectNode payload) implements Frame {}

  /**
   * An error as it came.
   *
   * @param code a name that is perhaps not known here
   * @param details for people
   */
  record RemoteError(String code, String details) {

    /** What a refusal looks like to the other end. */
    public static RemoteError of(BridgeException refusal) {
      return new RemoteError(refusal.error().code(), String.valueOf(refusal.getMessage()));
    }
  }
}
