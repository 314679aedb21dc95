package io.executionplane.journal.verify;

import org.jspecify.annotations.Nullable;

/**
 * One stored chunk, column by column.
 *
 * @param salt absent if it is erased or not part of an export
 * @param commitment as stored
 * @param bytes absent if they are erased or not part of an export
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the reader to the verifier, never kept.
public record ChunkRow(
    long index,
    long offset,
    long atMicros,
    byte @Nullable [] salt,
    byte @Nullable [] commitment,
    byte @Nullable [] bytes) {}
