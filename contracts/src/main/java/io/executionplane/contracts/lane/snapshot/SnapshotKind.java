package io.executionplane.contracts.lane.snapshot;

/** The kinds of exports. */
public enum SnapshotKind {
  /** An action. */
  TOOL,
  /** A step that keeps state. */
  AGENT,
  /** The entry of a workflow. */
  FLOW,
  /** A decision on where to go. */
  ROUTER,
  /** A handler of HTTP requests; its name is a method, a space and a path. */
  HTTP,
  /** A tool of an MCP server. */
  MCP_TOOL
}
