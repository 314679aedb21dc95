package io.executionplane.journal.log;

import java.util.Optional;

/** What a tiled log is made of, each under a path of its own (C2SP tlog-tiles). */
public sealed interface LogResource permits HashTile, EntryBundle {

  /** Hashes of a full tile, and entries of a full bundle. */
  int FULL_WIDTH = 256;

  /** Position among its like, from 0. */
  long index();

  /** How many hashes or entries it holds: 1 to 256; less than 256 only at the tree's right edge. */
  int width();

  /** Where it is served, relative to the log: {@code tile/…}, without a leading slash. */
  String path();

  /** Whether nothing can be added to it. */
  default boolean isFull() {
    return width() == FULL_WIDTH;
  }

  /**
   * The resource at a path, if it is spelled exactly as {@link #path} spells it. Says nothing about
   * whether a log has it.
   */
  static Optional<LogResource> parse(String path) {
    return TilePath.parse(path);
  }
}
