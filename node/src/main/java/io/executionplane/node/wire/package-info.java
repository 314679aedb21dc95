/**
 * The protocol {@code ep.v1}: what a client and a node say to each other over a WebSocket about one
 * execution. Described in {@code docs/attach-protocol.md}.
 */
@NullMarked
package io.executionplane.node.wire;

import org.jspecify.annotations.NullMarked;
