package io.executionplane.journal.log;

import io.executionplane.contracts.json.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Names neighbouring entries: those whose hashes are in the tile of level 0 with the same index and
 * width.
 *
 * @param index position among the bundles, from 0, below 2^55
 * @param width entries in it, 1 to 256
 */
public record EntryBundle(long index, int width) implements LogResource {

  /** Longest entry, in bytes: its length is written in 16 bits. */
  public static final int ENTRY_BYTES_MAX = 0xffff;

  static final String DIRECTORY = "entries";

  public EntryBundle {
    TilePath.requirePlace(index, width);
  }

  @Override
  public String path() {
    return TilePath.of(DIRECTORY, index, width);
  }

  /**
   * Some entries as a bundle holds them: each after its length, two bytes, most significant first.
   *
   * @throws IllegalArgumentException if an entry is too long
   */
  public static byte[] encode(List<byte[]> entries) {
    var out = new ByteArrayOutputStream();
    for (var entry : entries) {
      if (entry.length > ENTRY_BYTES_MAX) {
        throw new IllegalArgumentException("an entry has at most " + ENTRY_BYTES_MAX + " bytes");
      }
      out.write(entry.length >> Byte.SIZE);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /**
   * The entries of this bundle.
   *
   * @throws MalformedLogDataException unless the bytes are exactly as many entries as its width
   *     says
   */
  public List<Bytes> decode(byte[] bundle) {
    var in = ByteBuffer.wrap(bundle);
    var entries = new ArrayList<Bytes>(width);
    while (in.hasRemaining()) {
      requireWhole(entries.size() < width && in.remaining() >= Short.BYTES);
      var length = Short.toUnsignedInt(in.getShort());
      requireWhole(in.remaining() >= length);
      var entry = new byte[length];
      in.get(entry);
      entries.add(Bytes.copyOf(entry));
    }
    requireWhole(entries.size() == width);
    return List.copyOf(entries);
  }

  private void requireWhole(boolean holds) {
    if (!holds) {
      throw new MalformedLogDataException("the bundle is not " + width + " whole entries");
    }
  }
}
