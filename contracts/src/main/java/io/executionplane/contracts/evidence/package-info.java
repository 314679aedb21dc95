/**
 * The record of an execution: events in order, each naming the hash of the one before it.
 *
 * <p>The canonical bytes of an {@link io.executionplane.contracts.evidence.EvidenceEvent} are what
 * is stored, hashed and exported; there is no second form.
 */
@NullMarked
package io.executionplane.contracts.evidence;

import org.jspecify.annotations.NullMarked;
