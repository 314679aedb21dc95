package io.executionplane.journal.log;

/**
 * Where stored tiles come from. What it gives is believed: roots made from it must be compared with
 * one that is known, and proofs made from it verified.
 */
@FunctionalInterface
public interface TileReader {

  /**
   * The hashes of a tile, one after the other: exactly {@link HashTile#bytes} bytes. Where the tree
   * has grown since, they are the beginning of the tile that is there now.
   *
   * @throws RuntimeException if the tile is not there or cannot be read
   */
  byte[] read(HashTile tile);

  /**
   * As {@link #read}, but refuses an answer of the wrong length.
   *
   * @throws MalformedLogDataException if the tile has another length
   */
  default byte[] readWhole(HashTile tile) {
    var hashes = read(tile);
    if (hashes.length != tile.bytes()) {
      throw new MalformedLogDataException(
          tile.path() + " has " + hashes.length + " bytes instead of " + tile.bytes());
    }
    return hashes;
  }
}
