package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.WireName;

/** The signals that a request may name: those that ask, and the one that ends. */
public enum SignalName {
  @WireName("SIGHUP")
  SIGHUP,
  @WireName("SIGINT")
  SIGINT,
  @WireName("SIGQUIT")
  SIGQUIT,
  @WireName("SIGUSR1")
  SIGUSR1,
  @WireName("SIGUSR2")
  SIGUSR2,
  @WireName("SIGTERM")
  SIGTERM,
  @WireName("SIGKILL")
  SIGKILL
}
