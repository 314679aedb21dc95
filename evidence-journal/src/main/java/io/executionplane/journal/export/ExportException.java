package io.executionplane.journal.export;

/** An execution cannot be exported. The message is one sentence for whoever asked for it. */
public final class ExportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportException(String message) {
    super(message);
  }

  ExportException(String message, Throwable cause) {
    super(message, cause);
  }
}
