package io.executionplane.journal.output;

import org.apache.pekko.util.ByteString;

/**
 * A piece of a stream that is not stored, or not yet, at most {@link Chunk#BYTES_MAX} bytes.
 *
 * @param offset of its first byte in the stream
 * @param atMicros when its first byte was read, microseconds since the execution's streams were
 *     opened
 */
public record Cut(long offset, long atMicros, ByteString bytes) {}
