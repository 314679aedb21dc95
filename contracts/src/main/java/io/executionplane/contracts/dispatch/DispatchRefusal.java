package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.json.Violation;
import java.util.List;

/**
 * Why a route and an intent make no dispatch. Nothing has happened, and nothing will.
 *
 * @param violations what is wrong, at least one; pointers begin with {@code /route}, {@code
 *     /intent} or {@code /timeout_ms}
 */
public record DispatchRefusal(Reason reason, List<Violation> violations) {

  public DispatchRefusal {
    violations = List.copyOf(violations);
  }

  static DispatchRefusal of(Reason reason, String pointer, String message) {
    return new DispatchRefusal(reason, List.of(new Violation(pointer, message)));
  }

  /** The first thing that is wrong: the field, and what must hold for it. */
  public Violation first() {
    return violations.get(0);
  }

  /** The kinds of refusals, in the order in which they are looked for. */
  public enum Reason {
    /** The route breaks its contract. */
    INVALID_ROUTE,
    /** The route's protocol cannot be dispatched. */
    UNSUPPORTED_PROTOCOL,
    /** The intent breaks its contract, or is one of another protocol. */
    INVALID_INTENT,
    /** The caller's limit is no time at all. */
    INVALID_TIMEOUT,
    /** The intent's deadline has come. */
    DEADLINE_EXPIRED,
    /** The intent is not the one that the route is for. */
    ROUTE_MISMATCH,
    /** The intent shall happen at a place that the route does not lead to. */
    PLACEMENT_MISMATCH
  }
}
