/**
 * What the log over all executions says: the leaves of one append-only Merkle tree per journal.
 *
 * <p>The canonical bytes of a {@link io.executionplane.contracts.evidence.log.LogEntry} are what is
 * hashed, stored and served; there is no second form.
 */
@NullMarked
package io.executionplane.contracts.evidence.log;

import org.jspecify.annotations.NullMarked;
