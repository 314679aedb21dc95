/**
 * A lane at work: one actor per running effect, on the node that owns the target.
 *
 * <p>Bytes go from the lane to the output store and never through a mailbox; facts go to the
 * execution, one report at a time, and the next report waits until the one before it is durable.
 */
@NullMarked
package io.executionplane.node.session;

import org.jspecify.annotations.NullMarked;
