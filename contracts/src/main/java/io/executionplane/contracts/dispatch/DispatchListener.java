package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.packet.RouteEvent;

/** Hears the events of dispatches as they happen; the report of each dispatch has them too. */
@FunctionalInterface
public interface DispatchListener {

  /**
   * Hears one event. MUST NOT block. What it throws goes to the thread's handler of uncaught
   * exceptions and changes nothing about the dispatch.
   */
  void happened(RouteEvent event);
}
