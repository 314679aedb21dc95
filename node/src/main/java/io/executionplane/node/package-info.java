/**
 * The embedding API: {@link io.executionplane.node.ExecutionPlane} starts a node inside a JVM,
 * {@link io.executionplane.node.RuntimeClient} speaks to it.
 *
 * <p>Behind it, a request takes one way: {@code admission} judges it, {@code execution} records it,
 * {@code session} has a lane carry it out, and {@code execution} records how it ended.
 */
@NullMarked
package io.executionplane.node;

import org.jspecify.annotations.NullMarked;
