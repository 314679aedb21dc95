/**
 * Processes of the operating system, spoken to directly: started, read, written, signalled, reaped.
 *
 * <p>The JDK's own process API cannot tell exit code 137 from death by signal 9, leaves a child in
 * the JVM's process group, and blocks a thread for every pipe that is read. This package therefore
 * calls the C library itself. A newcomer reads {@link
 * io.executionplane.lanes.process.posix.Spawner} (a child begins), {@link
 * io.executionplane.lanes.process.posix.PipeSource} (its output becomes a stream), {@link
 * io.executionplane.lanes.process.posix.ChildProcess} (its end becomes known) and {@link
 * io.executionplane.lanes.process.posix.ProcessTree} (nothing it started stays behind), in this
 * order. One {@link io.executionplane.lanes.process.posix.Reactor} thread waits for all of them.
 *
 * <p>Linux with glibc 2.34 and kernel 5.3, or newer; {@link
 * io.executionplane.lanes.process.posix.ProcessSupport} says whether this machine is one.
 */
@NullMarked
package io.executionplane.lanes.process.posix;

import org.jspecify.annotations.NullMarked;
