package io.executionplane.journal.anchor;

import java.sql.SQLException;

/** The log cannot be read, or has not what was asked for. */
public final class LogUnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LogUnreadableException(String message) {
    super(message);
  }

  LogUnreadableException(String message, Exception cause) {
    super(message, cause);
  }

  LogUnreadableException(SQLException failure) {
    super(
        "The log cannot be used: database error %d, SQL state %s."
            .formatted(failure.getErrorCode(), failure.getSQLState()),
        failure);
  }
}
