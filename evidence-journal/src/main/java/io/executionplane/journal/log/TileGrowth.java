package io.executionplane.journal.log;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Which tiles and bundles are new or other when a tree grows. */
public final class TileGrowth {

  private static final int LEVEL_BITS = 8;

  private TileGrowth() {}

  /** How many hashes a level of a tree has. */
  static long hashes(int level, long size) {
    return level * LEVEL_BITS >= Long.SIZE ? 0 : size >>> (level * LEVEL_BITS);
  }

  /** The tile at an index as a tree of some size has it; there must be one. */
  static HashTile tile(int level, long index, long size) {
    return new HashTile(level, index, width(index, hashes(level, size)));
  }

  /**
   * The tiles that a tree has and a smaller one did not have in this width, level by level, each
   * level from left to right. One for about every 256 new leaves: take them as they come.
   *
   * @param fromSize leaves before, 0 or more
   * @param toSize leaves after, at least as many
   */
  public static Stream<HashTile> tiles(long fromSize, long toSize) {
    Argument.require(0 <= fromSize && fromSize <= toSize, "a tree only grows");
    return Stream.iterate(
            0, level -> hashes(level, toSize) > hashes(level, fromSize), level -> level + 1)
        .flatMap(
            level ->
                indices(hashes(level, fromSize), hashes(level, toSize))
                    .mapToObj(index -> tile(level, index, toSize)));
  }

  /** The bundles that a tree has and a smaller one did not have in this width, left to right. */
  public static Stream<EntryBundle> bundles(long fromSize, long toSize) {
    Argument.require(0 <= fromSize && fromSize <= toSize, "a tree only grows");
    return indices(fromSize, toSize)
        .mapToObj(index -> new EntryBundle(index, width(index, toSize)));
  }

  private static LongStream indices(long from, long to) {
    return from == to
        ? LongStream.empty()
        : LongStream.rangeClosed(from / LogResource.FULL_WIDTH, (to - 1) / LogResource.FULL_WIDTH);
  }

  private static int width(long index, long hashes) {
    return (int) Math.min(LogResource.FULL_WIDTH, hashes - index * LogResource.FULL_WIDTH);
  }
}
