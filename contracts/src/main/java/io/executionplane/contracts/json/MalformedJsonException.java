package io.executionplane.contracts.json;

import com.fasterxml.jackson.core.JsonLocation;
import org.jspecify.annotations.Nullable;

/** The bytes are not one acceptable JSON document. The message never quotes the document. */
public final class MalformedJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedJsonException(String message) {
    super(message);
  }

  static MalformedJsonException at(String message, @Nullable JsonLocation place) {
    return new MalformedJsonException(
        place == null
            ? message
            : message + " at line " + place.getLineNr() + ", column " + place.getColumnNr());
  }
}
