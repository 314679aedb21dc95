package io.executionplane.node.http.api;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What stages wrap failures in. */
final class Causes {

  private Causes() {}

  static Throwable of(Throwable failure) {
    var cause = failure.getCause();
    return (failure instanceof CompletionException || failure instanceof ExecutionException)
            && cause != null
        ? of(cause)
        : failure;
  }
}
