package io.executionplane.contracts.dispatch;

/** Where the ids of lane calls come from. Each call asks once for each. */
public interface LaneIds {

  /** What tells one call from every other, of whatever run of the program. */
  String serial();

  /** A new trace id: 32 hexadecimal digits. */
  String traceId();
}
