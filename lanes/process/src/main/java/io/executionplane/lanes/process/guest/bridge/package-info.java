/**
 * The guest bridge, protocol version 1, as both of its ends speak it: frames over a connection
 * ({@link io.executionplane.lanes.process.guest.bridge.Frames}), what stands in them, and what
 * makes a session outlive its connection ({@link
 * io.executionplane.lanes.process.guest.bridge.Outbox}, {@link
 * io.executionplane.lanes.process.guest.bridge.Arrivals}).
 */
@NullMarked
package io.executionplane.lanes.process.guest.bridge;

import org.jspecify.annotations.NullMarked;
