package io.executionplane.node.http.guard;

import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;

/** What speaks against bytes. Says what is wrong, and repeats nothing of them. */
final class Objection {

  private Objection() {}

  static ProblemException malformed(String detail) {
    return Problem.of(ProblemType.MALFORMED_FRAMING, detail).toException();
  }

  static ProblemException tooLarge(String detail) {
    return Problem.of(ProblemType.HEAD_TOO_LARGE, detail).toException();
  }
}
