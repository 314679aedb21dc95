package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import org.apache.pekko.util.ByteString;

/**
 * A piece of a stream as it is stored, 1 to {@link #BYTES_MAX} bytes.
 *
 * @param index position among the stored chunks of its stream, from 0: the leaf's index in the tree
 * @param offset of its first byte in the stream
 * @param atMicros when it was read, microseconds since the execution's streams were opened;
 *     monotonic
 * @param salt {@link #SALT_BYTES} random bytes, so that the commitment says nothing about short
 *     content
 * @param bytes the content
 * @param commitment proves the content once salt and content are shown; as it was computed when the
 *     chunk was made, or as it was found stored
 */
public record Chunk(
    ExecutionRef ref,
    StreamName stream,
    long index,
    long offset,
    long atMicros,
    ByteString salt,
    ByteString bytes,
    Sha256 commitment) {

  /** Largest chunk. */
  public static final int BYTES_MAX = 64 * 1024;

  /** Bytes of salt. */
  public static final int SALT_BYTES = 32;

  /** Keeps commitments apart from leaves (0x00) and inner nodes (0x01) of any tree. */
  private static final byte COMMITMENT_PREFIX = 0x02;

  /** A new chunk, committed. */
  public Chunk(
      ExecutionRef ref,
      StreamName stream,
      long index,
      long offset,
      long atMicros,
      ByteString salt,
      ByteString bytes) {
    this(
        ref,
        stream,
        index,
        offset,
        atMicros,
        salt,
        bytes,
        commitmentOf(salt.toArrayUnsafe(), bytes.toArrayUnsafe()));
  }

  /** {@code SHA-256(0x02 ‖ salt ‖ bytes)}. */
  public static Sha256 commitmentOf(byte[] salt, byte[] bytes) {
    var digest = Sha256.digest();
    digest.update(COMMITMENT_PREFIX);
    digest.update(salt);
    digest.update(bytes);
    return Sha256.ofHash(digest.digest());
  }

  /** Offset after its last byte. */
  public long end() {
    return offset + bytes.size();
  }
}
