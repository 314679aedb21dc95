/**
 * Commands on machines behind SSH, which their owner declared.
 *
 * <p>{@link io.executionplane.lanes.process.ssh.SshPlace} is where they are started ({@code
 * SshStart}), over connections that several of them share ({@code SshConnections}). On the other
 * side there is nothing of ours but shell scripts, which stand among the resources: one that
 * becomes the command, and one for each connection that signals commands and ends them when the
 * connection ends ({@code Keeper}).
 */
@NullMarked
package io.executionplane.lanes.process.ssh;

import org.jspecify.annotations.NullMarked;
