package io.executionplane.node.wire;

import io.executionplane.contracts.execution.StreamName;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * Bytes of a stream, as one binary message:
 *
 * <pre>
 * 1 byte   length of the name, 1 to 32
 * n bytes  name of the stream, ASCII
 * 8 bytes  offset of the first byte, big-endian; -1 from a client: wherever the next one goes
 * the rest the bytes
 * </pre>
 *
 * @param offset of the first byte, from 0; or {@link #NEXT}
 */
public record DataFrame(StreamName stream, long offset, ByteString bytes) {

  /** After whatever was handed in before, also by others. */
  public static final long NEXT = -1;

  private static final int OFFSET_BYTES = 8;

  public DataFrame {
    if (offset < NEXT) {
      throw new IllegalArgumentException("a data message must have an offset of -1 or more");
    }
  }

  /** As one binary message. */
  public ByteString encode() {
    var name = stream.text().getBytes(StandardCharsets.US_ASCII);
    return new ByteStringBuilder()
        .addOne((byte) name.length)
        .putBytes(name)
        .putLong(offset, ByteOrder.BIG_ENDIAN)
        .result()
        .concat(bytes);
  }

  /**
   * Reads a binary message.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static DataFrame decode(ByteString message) {
    var length = message.isEmpty() ? 0 : message.head();
    if (length < 1 || message.size() < 1 + length + OFFSET_BYTES) {
      throw new IllegalArgumentException("a data message must begin with a stream and an offset");
    }
    var name = message.slice(1, 1 + length).decodeString(StandardCharsets.US_ASCII);
    if (!StreamName.isName(name)) {
      throw new IllegalArgumentException("a data message must begin with the name of a stream");
    }
    var offset = message.drop(1 + length).take(OFFSET_BYTES).asByteBuffer().getLong();
    return new DataFrame(new StreamName(name), offset, message.drop(1 + length + OFFSET_BYTES));
  }
}
