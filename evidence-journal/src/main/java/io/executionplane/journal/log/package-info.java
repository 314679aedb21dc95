/**
 * The log over all executions as arithmetic: no clock, no disk, no actor.
 *
 * <p>One append-only Merkle tree in the tiled layout of C2SP tlog-tiles. {@link
 * io.executionplane.journal.log.LogTree} is the growing edge: it takes leaf hashes and says which
 * tiles to store. {@link io.executionplane.journal.log.TiledTree} makes roots and proofs from
 * stored tiles. {@link io.executionplane.journal.log.Checkpoint} is what is signed, as a {@link
 * io.executionplane.journal.log.SignedNote}; {@link io.executionplane.journal.log.LogProof} shows
 * one entry to somebody who has nothing but the log's key.
 */
@NullMarked
package io.executionplane.journal.log;

import org.jspecify.annotations.NullMarked;
