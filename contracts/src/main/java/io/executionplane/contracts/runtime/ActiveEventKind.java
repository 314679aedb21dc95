package io.executionplane.contracts.runtime;

/** What an event tells. */
public enum ActiveEventKind {
  STARTED,
  OUTPUT,
  BACKPRESSURE,
  INPUT_CLOSED,
  STATUS,
  RECEIPT,
  ERROR
}
