/**
 * What the lanes that talk over a network have in common: where they connect, what they say in
 * headers, what they demand of TLS, how long they wait and how they try again. Values only; each
 * network lane ({@code http}, {@code jsonrpc}, {@code sse}, {@code websocket}) opens its own
 * connections.
 *
 * <p>Secrets never stand in these values: where a header or a certificate is secret, a credential
 * handle names it, and the lane resolves the handle at the moment of use.
 */
@NullMarked
package io.executionplane.contracts.lane.net;

import org.jspecify.annotations.NullMarked;
