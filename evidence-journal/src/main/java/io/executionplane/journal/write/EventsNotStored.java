package io.executionplane.journal.write;

import org.jspecify.annotations.Nullable;

/** Events did not become durable. The message quotes nothing of them. */
public final class EventsNotStored extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EventsNotStored(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
