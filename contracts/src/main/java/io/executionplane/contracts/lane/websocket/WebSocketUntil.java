package io.executionplane.contracts.lane.websocket;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;

/** When a session has seen enough, and the lane closes it with 1000. */
@Tagged("kind")
public sealed interface WebSocketUntil {

  /** Never: the peer, whoever is attached, a limit or a cancellation ends it. */
  @Tag("none")
  record None() implements WebSocketUntil {}

  /** After so many messages from the peer. */
  @Tag("count")
  record Count(@Range(min = 1) long count) implements WebSocketUntil {

    private static final Rules RULES = Rules.of(Count.class);

    public Count {
      RULES.check(count).orThrow();
    }
  }

  /**
   * When no message came or went for so long; pings do not count.
   *
   * @param idleMs in milliseconds
   */
  @Tag("idle")
  record Idle(@Range(min = 1, max = 86_400_000) int idleMs) implements WebSocketUntil {

    private static final Rules RULES = Rules.of(Idle.class);

    public Idle {
      RULES.check(idleMs).orThrow();
    }
  }
}
