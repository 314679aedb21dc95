package io.executionplane.journal.view;

import java.sql.SQLException;

/** The database did not answer, or did not let the view be written. */
public final class ViewUnusableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ViewUnusableException(SQLException failure) {
    super(
        "The execution view cannot be used: database error %d, SQL state %s."
            .formatted(failure.getErrorCode(), failure.getSQLState()),
        failure);
  }
}
