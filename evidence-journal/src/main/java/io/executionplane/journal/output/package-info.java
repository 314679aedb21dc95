/**
 * The bytes of an execution: chunked, committed under a salt, stored before they are passed on, and
 * provable one by one.
 *
 * <p>Start at {@link io.executionplane.journal.output.StreamRecorder}: bytes flow through it on
 * their way from an effect to whoever watches. It cuts them into {@link
 * io.executionplane.journal.output.Chunk}s, which an {@link
 * io.executionplane.journal.output.OutputStore} keeps, and ends with a {@code StreamRecord} that
 * says what passed, what is stored, and what is not and why. A stream's root is the root of a
 * {@link io.executionplane.journal.merkle.MerkleTree} over the commitments of its chunks, so that a
 * single chunk can be shown and proven without the others.
 */
@NullMarked
package io.executionplane.journal.output;

import org.jspecify.annotations.NullMarked;
