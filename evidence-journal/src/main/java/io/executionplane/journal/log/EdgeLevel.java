package io.executionplane.journal.log;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.merkle.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The last tile of one level while hashes are added to it. */
final class EdgeLevel {

  private static final int FULL_BYTES = LogResource.FULL_WIDTH * MerkleTree.HASH_BYTES;

  private final int level;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private long hashes;
  private boolean hasGrown;

  /**
   * @param hashes how many hashes the level has, also those in full tiles
   * @param partial those that fill no tile yet
   */
  EdgeLevel(int level, long hashes, Bytes partial) {
    this.level = level;
    this.hashes = hashes;
    this.partial.writeBytes(partial.toArray());
  }

  /** Adds a hash. A tile that is full now is told, and its root given for the level above. */
  byte @Nullable [] add(byte[] hash, Consumer<StoredTile> full) {
    partial.writeBytes(hash);
    hashes++;
    hasGrown = true;
    if (partial.size() < FULL_BYTES) {
      return null;
    }
    var tile = partial.toByteArray();
    partial.reset();
    full.accept(stored(hashes / LogResource.FULL_WIDTH - 1, tile));
    return TiledTree.perfectRoot(tile, 0, LogResource.FULL_WIDTH);
  }

  /** The hashes that fill no tile. */
  Bytes partial() {
    return Bytes.copyOf(partial.toByteArray());
  }

  /** The partial tile, if there is one and it is not as it was. */
  Optional<StoredTile> changedPartial() {
    return hasGrown && partial.size() > 0
        ? Optional.of(stored(hashes / LogResource.FULL_WIDTH, partial.toByteArray()))
        : Optional.empty();
  }

  private StoredTile stored(long index, byte[] tile) {
    var width = tile.length / MerkleTree.HASH_BYTES;
    return new StoredTile(new HashTile(level, index, width), Bytes.copyOf(tile));
  }
}
