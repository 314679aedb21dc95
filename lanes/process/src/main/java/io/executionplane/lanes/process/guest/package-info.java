/**
 * Commands in guests, which their owner declared: machines or containers with an agent that speaks
 * the guest bridge.
 *
 * <p>{@link io.executionplane.lanes.process.guest.GuestPlace} is where they are started. Each
 * command has a session ({@code GuestSession}) with a thread of its own, which connects ({@code
 * GuestDialer}) and connects again; what the two ends say to each other about it is a {@code
 * Conversation}.
 */
@NullMarked
package io.executionplane.lanes.process.guest;

import org.jspecify.annotations.NullMarked;
