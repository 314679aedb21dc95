package io.executionplane.contracts.lane.jsonrpc;

/** How messages are told apart in a stream of bytes. */
public enum JsonRpcFraming {
  /** One message a line; a message holds no line feed. */
  NEWLINE,
  /** A header block with {@code Content-Length} before each message (LSP base protocol). */
  CONTENT_LENGTH
}
