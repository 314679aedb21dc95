package io.executionplane.lanes.process.guest.agent;

import io.executionplane.lanes.process.guest.bridge.BridgeError;
import io.executionplane.lanes.process.guest.bridge.BridgeException;
import io.executionplane.lanes.process.guest.bridge.SessionExtension.Offer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of an agent, by what they can be resumed with. */
final class Sessions {

  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AgentParts parts;
  private final Map<String, CarriedSession> open = new ConcurrentHashMap<>();
  private boolean closed;

  Sessions(AgentParts parts) {
    this.parts = parts;
  }

  /**
   * The session that somebody wants to go on with, or a new one.
   *
   * @throws BridgeException when there is none such, or there are too many
   */
  CarriedSession find(Optional<Offer> offer) throws BridgeException {
    var resumed = offer.flatMap(Offer::resumeToken);
    if (resumed.isEmpty()) {
      return open(offer);
    }
    var session = open.get(resumed.get());
    if (session == null) {
      throw new BridgeException(BridgeError.UNKNOWN_SESSION, "there is no such session any more");
    }
    return session;
  }

  private synchronized CarriedSession open(Optional<Offer> offer) throws BridgeException {
    if (closed || open.size() >= parts.settings().sessionsMax()) {
      throw new BridgeException(
          BridgeError.AGENT_BUSY, "the agent takes no more sessions at the moment");
    }
    var token = token();
    var terms = SessionTerms.of(parts.settings(), offer, token);
    var session = new CarriedSession(parts, terms, "guest-session/" + UUID.randomUUID());
    open.put(token, session);
    session.over().thenRun(() -> open.remove(token));
    return session;
  }

  private static String token() {
    var bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Ends all of them, and opens no more. */
  List<CarriedSession> close() {
    synchronized (this) {
      closed = true;
    }
    var ended = List.copyOf(open.values());
    ended.forEach(CarriedSession::end);
    return ended;
  }

  int count() {
    return open.size();
  }
}
