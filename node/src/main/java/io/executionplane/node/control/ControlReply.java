package io.executionplane.node.control;

/** What became of a wish about a running effect. */
public sealed interface ControlReply {

  /** It reached the effect. What the effect makes of it shows in its output and its end. */
  record Done() implements ControlReply {}

  /** Nothing was done. */
  record Refused(ControlRefusal refusal) implements ControlReply {}
}
