package io.executionplane.journal.read;

import java.sql.SQLException;

/** The database did not answer: it is damaged, closed, or out of reach. */
public final class JournalReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalReadException(SQLException failure) {
    super(
        "The journal cannot be read: database error "
            + failure.getErrorCode()
            + ", SQL state "
            + failure.getSQLState()
            + ".",
        failure);
  }
}
