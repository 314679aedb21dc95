package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.RouteEvent;
import java.util.List;

/**
 * How a dispatch went.
 *
 * @param events in the order in which they happened
 */
public record DispatchReport(ExecutionOutcome outcome, List<RouteEvent> events) {

  public DispatchReport {
    events = List.copyOf(events);
  }
}
