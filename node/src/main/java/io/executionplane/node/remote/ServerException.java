package io.executionplane.node.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server did not do what it was asked to. */
public final class ServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Optional<JsonNode> problem;

  private ServerException(
      String message,
      int status,
      String code,
      Optional<JsonNode> problem,
      @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
    this.problem = problem;
  }

  /** It could not be reached, or the connection to it was lost. */
  static ServerException unreachable(Server server, Throwable cause) {
    return new ServerException(
        server + " cannot be reached: " + say(cause), 0, "unreachable", Optional.empty(), cause);
  }

  private static String say(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** It answered something that it does not answer. */
  static ServerException strange(Server server, int status) {
    return new ServerException(
        server + " answered with " + status + " and is no Execution Plane",
        status,
        "strange_answer",
        Optional.empty(),
        null);
  }

  /** It refused, and said why (RFC 9457). */
  static ServerException refused(int status, JsonNode problem) {
    return new ServerException(
        problem.path("detail").asText("refused"),
        status,
        problem.path("code").asText("unknown"),
        Optional.of(problem),
        null);
  }

  /** Status of the answer; 0 where there was none. */
  public int status() {
    return status;
  }

  /** A word for programs, for example {@code node_draining}. */
  public String code() {
    return code;
  }

  /** All that was said. */
  public Optional<JsonNode> problem() {
    return problem;
  }

  /** Whether the server was not there, or will be gone soon. */
  public boolean isGone() {
    return status == 0 || code.equals("node_draining");
  }
}
