package io.executionplane.journal.log;

import io.executionplane.journal.merkle.MerkleTree;

/**
 * Names a piece of the tree: neighbouring hashes of one level. Level 0 is leaf hashes; on each
 * level above, a hash is the root of a full tile below.
 *
 * @param level 0 to 63; trees whose size fits 63 bits use 0 to 7
 * @param index position among the tiles of its level, from 0, below 2^55
 * @param width hashes in it, 1 to 256
 */
public record HashTile(int level, long index, int width) implements LogResource {

  static final int LEVEL_MAX = 63;

  public HashTile {
    Argument.require(level >= 0 && level <= LEVEL_MAX, "the level must be 0 to 63");
    TilePath.requirePlace(index, width);
  }

  /** Bytes of the tile: its hashes one after the other. */
  public int bytes() {
    return width * MerkleTree.HASH_BYTES;
  }

  @Override
  public String path() {
    return TilePath.of(Integer.toString(level), index, width);
  }
}
