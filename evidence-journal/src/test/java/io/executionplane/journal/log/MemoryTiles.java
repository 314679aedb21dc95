package io.executionplane.journal.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stored tiles, the widest of each place, that remembers what was read. */
final class MemoryTiles implements TileReader {

  private final Map<String, StoredTile> widest = new HashMap<>();
  final List<HashTile> read = new ArrayList<>();

  void store(Collection<StoredTile> tiles) {
    tiles.forEach(each -> widest.put(place(each.tile()), each));
  }

  int count() {
    return widest.size();
  }

  @Override
  public byte[] read(HashTile tile) {
    read.add(tile);
    var stored = widest.get(place(tile));
    if (stored == null || stored.tile().width() < tile.width()) {
      throw new IllegalStateException(tile.path() + " is not stored");
    }
    return Arrays.copyOf(stored.hashes().toArray(), tile.bytes());
  }

  private static String place(HashTile tile) {
    return tile.level() + "/" + tile.index();
  }
}
