package io.executionplane.journal.store;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What one kind of database spells, promises or fears differently. Everything else is written once,
 * in SQL that all of them understand.
 */
sealed interface Dialect permits H2Dialect, PostgresqlDialect {

  /** What the migration scripts leave open. */
  Map<String, String> spelling();

  /**
   * Where connections come from, with every bound set. Opens none.
   *
   * @throws StoreException if the settings or the address do not allow it
   */
  DataSource source(DatabaseAddress address, StoreSettings settings);

  /**
   * Makes this process the only one that uses the database.
   *
   * @throws StoreException if another one does, or if the database may not be trusted with a record
   * @throws SQLException if it does not answer
   */
  Ownership own(DatabaseAddress address, StoreSettings settings, DataSource source)
      throws SQLException;

  /**
   * Has a database that nobody has open written anew, so that nothing is left in it of what was
   * erased, where it can be asked for that.
   *
   * @throws SQLException if it cannot; the database is as it was then
   */
  void compact(DatabaseAddress address, StoreSettings settings) throws SQLException;

  /** Why a connection was refused: the end of a sentence. */
  String refusal(SQLException refused);

  /** What is wrong with a database that was open: the end of a sentence. */
  String damage(SQLException failure);
}
