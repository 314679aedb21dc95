/**
 * Control groups of the second version (cgroups(7)): the kernel's own account of what belongs to an
 * execution, which no double fork and no new session leaves.
 *
 * <p>{@link io.executionplane.lanes.process.cgroup.CgroupMount} finds where groups can be made,
 * {@link io.executionplane.lanes.process.cgroup.NodeGroup} is the one group of a node, {@link
 * io.executionplane.lanes.process.cgroup.ExecutionGroup} the one of an execution, and {@link
 * io.executionplane.lanes.process.cgroup.Guardian} empties them when the node is gone.
 */
@NullMarked
package io.executionplane.lanes.process.cgroup;

import org.jspecify.annotations.NullMarked;
