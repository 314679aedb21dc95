package io.executionplane.journal.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How writes of one kind get into the database. Neither method commits.
 *
 * @param <W> the kind of writes
 */
public interface Storing<W extends Write> {

  /** Stores writes that nobody has tried to store before. */
  void together(Connection connection, List<W> writes) throws SQLException;

  /**
   * Stores one write after a try at it has failed. A commit that was reported as failed may have
   * happened, so what is there already is left out.
   */
  void again(Connection connection, W write) throws SQLException;

  /** What whoever waits is told when the database refuses. Quotes nothing that was to be stored. */
  RuntimeException refused(SQLException cause);

  /** What whoever waits is told when too much waits already. */
  RuntimeException overloaded(int rows, long bytes);
}
