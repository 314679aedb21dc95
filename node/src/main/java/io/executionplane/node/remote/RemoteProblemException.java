package io.executionplane.node.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import java.io.IOException;

/** A node refused what it was asked, and said why (RFC 9457). */
public final class RemoteProblemException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonNode problem;

  RemoteProblemException(int status, JsonNode problem) {
    super(
        problem.path("code").asText("http_" + status)
            + ": "
            + problem.path("detail").asText("the node answered with status " + status));
    this.status = status;
    this.problem = problem;
  }

  /** What an answer with a problem in it says; one without says its status only. */
  static RemoteProblemException of(int status, String body) {
    try {
      return new RemoteProblemException(status, Json.parse(body));
    } catch (MalformedJsonException none) {
      return new RemoteProblemException(status, Json.parse("{}"));
    }
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  /** A stable word for programs, for example {@code execution_terminal}. */
  public String code() {
    return problem.path("code").asText("http_" + status);
  }

  /** The whole document. */
  public JsonNode problem() {
    return problem.deepCopy();
  }
}
