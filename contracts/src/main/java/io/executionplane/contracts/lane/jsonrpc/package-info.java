/**
 * The JSON-RPC lane: calls to a peer that speaks JSON-RPC 2.0, over the pipes of a child process, a
 * socket, HTTP or a WebSocket.
 *
 * <p>Operations: {@code call} (one request, its response), {@code notify} (one message that nobody
 * answers), {@code batch} (several at once), {@code session} (a conversation: whoever is attached
 * sends more, and the peer may ask too). An error that the peer answers is a success of the lane:
 * it is what the peer said.
 *
 * <p>Two kinds of peers want a greeting first, and the lane can do it for the caller: MCP servers
 * (Model Context Protocol) and language servers (LSP).
 */
@NullMarked
package io.executionplane.contracts.lane.jsonrpc;

import org.jspecify.annotations.NullMarked;
