/**
 * The guest's end of the bridge: {@link io.executionplane.lanes.process.guest.agent.GuestAgent}
 * waits at a door for a node, and runs commands for it as the process lane does on its own machine.
 * A session ({@code HostedSession}) outlives its connection for a while; when nobody comes back,
 * all that it started is killed.
 */
@NullMarked
package io.executionplane.lanes.process.guest.agent;

import org.jspecify.annotations.NullMarked;
