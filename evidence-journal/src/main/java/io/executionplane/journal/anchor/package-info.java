/**
 * The log of a journal, kept: every execution's chain is anchored in one append-only Merkle log, so
 * that a record that was changed, cut off or removed is missed by whoever holds a checkpoint.
 *
 * <p>{@link io.executionplane.journal.anchor.EvidenceLog} is the one writer. Each batch of entries
 * becomes durable together with the tree and the signed checkpoint over it, in one transaction that
 * a second writer cannot interleave; the newest checkpoint is also kept in a file outside the
 * database, so that a database that was put back to an older state is noticed. {@link
 * io.executionplane.journal.anchor.LogReader} reads. {@link
 * io.executionplane.journal.anchor.Anchoring} is the actor that executions tell of their heads.
 */
@NullMarked
package io.executionplane.journal.anchor;

import org.jspecify.annotations.NullMarked;
