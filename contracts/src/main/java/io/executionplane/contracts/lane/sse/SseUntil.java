package io.executionplane.contracts.lane.sse;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import io.executionplane.contracts.json.WithoutNul;

/** When a subscription has seen enough. */
@Tagged("kind")
public sealed interface SseUntil {

  /** Never: the server, a limit or a cancellation ends it. */
  @Tag("none")
  record None() implements SseUntil {}

  /**
   * At the first event of a type, which is still delivered.
   *
   * @param name the event's type; an event that names none is a {@code message}
   */
  @Tag("event")
  record Event(@NotBlank @WithoutNul @Length(max = 256) String name) implements SseUntil {

    private static final Rules RULES = Rules.of(Event.class);

    public Event {
      RULES.check(name).and(() -> SseText.isOneLine(name), "name", "must be one line").orThrow();
    }
  }

  /** After so many events. */
  @Tag("count")
  record Count(@Range(min = 1) long count) implements SseUntil {

    private static final Rules RULES = Rules.of(Count.class);

    public Count {
      RULES.check(count).orThrow();
    }
  }

  /**
   * When no event came for so long; comments do not count.
   *
   * @param idleMs in milliseconds
   */
  @Tag("idle")
  record Idle(@Range(min = 1, max = 86_400_000) int idleMs) implements SseUntil {

    private static final Rules RULES = Rules.of(Idle.class);

    public Idle {
      RULES.check(idleMs).orThrow();
    }
  }
}
