package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.packet.ExecutionIntent;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.surface.ExecutionSurface;
import java.time.Duration;
import java.util.Optional;

/**
 * One dispatch that passed every check. Only a {@link DispatchPlanner} makes one, so whoever holds
 * a plan need not check it again.
 */
public final class DispatchPlan {

  private final DispatchProtocol protocol;
  private final ExecutionRoute route;
  private final ExecutionIntent intent;
  private final Optional<ExecutionSurface> surface;
  private final Duration timeout;

  DispatchPlan(
      DispatchProtocol protocol,
      ExecutionRoute route,
      ExecutionIntent intent,
      Optional<ExecutionSurface> surface,
      Duration timeout) {
    this.protocol = protocol;
    this.route = route;
    this.intent = intent;
    this.surface = surface;
    this.timeout = timeout;
  }

  /** The protocol of both route and intent. */
  public DispatchProtocol protocol() {
    return protocol;
  }

  public ExecutionRoute route() {
    return route;
  }

  /** The intent, of the type that belongs to the protocol. */
  public ExecutionIntent intent() {
    return intent;
  }

  /** Where the effect happens; empty for a network call. */
  public Optional<ExecutionSurface> surface() {
    return surface;
  }

  /** How long the dispatch may take: whole milliseconds, at least one. */
  public Duration timeout() {
    return timeout;
  }

  /** Says which dispatch it is, and nothing of what it carries. */
  @Override
  public String toString() {
    return "DispatchPlan[" + protocol + " by " + route.routeId() + "]";
  }
}
