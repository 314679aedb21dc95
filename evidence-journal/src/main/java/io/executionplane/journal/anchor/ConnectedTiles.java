package io.executionplane.journal.anchor;

import io.executionplane.journal.log.HashTile;
import io.executionplane.journal.log.TileReader;
import java.sql.Connection;
import java.sql.SQLException;

/** The tiles as one transaction sees them. */
record ConnectedTiles(Connection connection) implements TileReader {

  @Override
  public byte[] read(HashTile tile) {
    try {
      return LogTable.tile(connection, tile)
          .orElseThrow(() -> new LogUnreadableException("the log has no " + tile.path()));
    } catch (SQLException failure) {
      throw new LogUnreadableException(failure);
    }
  }
}
