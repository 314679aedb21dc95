/**
 * Where an execution stands, computed from its events and from nothing else.
 *
 * <p>The node's entity, the reader of a stopped store and every replay share this one fold, so they
 * cannot disagree. It has no clock and does no I/O. A history that cannot have happened is refused,
 * by name and place, instead of being folded into something plausible.
 */
@NullMarked
package io.executionplane.journal.state;

import org.jspecify.annotations.NullMarked;
