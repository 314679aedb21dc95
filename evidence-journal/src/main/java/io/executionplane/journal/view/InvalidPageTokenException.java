package io.executionplane.journal.view;

import org.jspecify.annotations.Nullable;

/** A page token that no earlier page gave. */
public final class InvalidPageTokenException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidPageTokenException(@Nullable Throwable cause) {
    super("the page token is none that an earlier page gave", cause);
  }
}
