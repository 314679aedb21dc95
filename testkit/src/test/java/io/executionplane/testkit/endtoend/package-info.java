/**
 * Promises of the whole plane, shown on the whole plane: the embedded node, its store on disk, real
 * processes, and where it matters a JVM of its own that can be killed.
 *
 * <p>What a test believes of the outside world it finds out by itself: from files that commands
 * wrote, and from the kernel's process table.
 */
@NullMarked
package io.executionplane.testkit.endtoend;

import org.jspecify.annotations.NullMarked;
