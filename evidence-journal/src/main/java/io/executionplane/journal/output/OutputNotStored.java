package io.executionplane.journal.output;

import java.sql.SQLException;

/** The database did not store some chunks. The message is fit for evidence: it quotes no data. */
public final class OutputNotStored extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutputNotStored(SQLException cause) {
    super("the database refused output, SQLSTATE " + cause.getSQLState(), cause);
  }
}
