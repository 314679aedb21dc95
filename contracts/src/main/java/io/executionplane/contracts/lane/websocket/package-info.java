/**
 * The WebSocket lane: a connection over which both sides send messages whenever they like (RFC
 * 6455). Its only operation is {@code session}; whoever is attached sends more messages.
 *
 * <p>Messages are output of the execution, in a stream per direction; the result holds counts and
 * how the connection was closed.
 */
@NullMarked
package io.executionplane.contracts.lane.websocket;

import org.jspecify.annotations.NullMarked;
