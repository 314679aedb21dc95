/**
 * The Merkle tree of RFC 9162, section 2.1, with SHA-256: roots that grow leaf by leaf, and proofs
 * that a leaf is in a tree and that one tree is the beginning of another.
 *
 * <p>The streams of an execution and the log over all executions are both such trees.
 */
@NullMarked
package io.executionplane.journal.merkle;

import org.jspecify.annotations.NullMarked;
