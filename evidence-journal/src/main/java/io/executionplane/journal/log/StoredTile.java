package io.executionplane.journal.log;

import io.executionplane.contracts.json.Bytes;

/**
 * A tile and what is in it.
 *
 * @param hashes one after the other
 */
public record StoredTile(HashTile tile, Bytes hashes) {

  public StoredTile {
    Argument.require(hashes.size() == tile.bytes(), "a tile has 32 bytes for each of its hashes");
  }
}
