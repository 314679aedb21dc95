package io.executionplane.journal.erasure;

import java.sql.SQLException;

/** The database failed. What was declared and is not destroyed yet is destroyed the next time. */
public final class ErasureFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ErasureFailedException(SQLException failure) {
    super("Content cannot be erased: SQLSTATE " + failure.getSQLState(), failure);
  }
}
