package io.executionplane.journal.output;

import org.apache.pekko.util.ByteString;

/**
 * A piece of a stream that is about to be kept, at most {@link Chunk#BYTES_MAX} bytes.
 *
 * @param offset of its first byte in the stream
 * @param atMicros when its first byte was read
 */
record Cut(long offset, long atMicros, ByteString bytes) {}
