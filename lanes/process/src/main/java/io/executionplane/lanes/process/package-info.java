/**
 * The process lane: one operating system command per order, on this machine.
 *
 * <p>{@link io.executionplane.lanes.process.ProcessLane} is the door. An order becomes a {@link
 * io.executionplane.lanes.process.LaunchPlan} (which file, which environment, where), the plan
 * becomes a child in the care of a {@link io.executionplane.lanes.process.LocalCommand}, and {@link
 * io.executionplane.lanes.process.ProcessStage} tells its story as a stream of facts. How the
 * operating system is spoken to is the business of {@code lanes.process.posix}.
 */
@NullMarked
package io.executionplane.lanes.process;

import org.jspecify.annotations.NullMarked;
