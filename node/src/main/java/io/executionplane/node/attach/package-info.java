/**
 * Attaching to a running execution: on whose word, in which directions, until when.
 *
 * <p>An attachment is judged from facts, recorded by its execution before the first byte passes,
 * and held by an actor of its own until the party leaves, the grant runs out or is taken back, or
 * the execution is over. What it may not do is refused with a value; what is cut off is told.
 */
@NullMarked
package io.executionplane.node.attach;

import org.jspecify.annotations.NullMarked;
