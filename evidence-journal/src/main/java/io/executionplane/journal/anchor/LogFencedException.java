package io.executionplane.journal.anchor;

/** Another writer has opened the log since: this one must not write any more. */
public final class LogFencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LogFencedException(String log) {
    super("another writer has opened the log " + log + " since");
  }
}
