package io.executionplane.node.http.api;

import io.executionplane.contracts.execution.FailureClass;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * Every way in which a call can fail, each with a page of its own under {@code /problems/} (RFC
 * 9457, section 3.1.1). What an execution itself fails of is in its result, never here.
 */
public enum ProblemType {
  MALFORMED_FRAMING(
      400,
      "The bytes are no HTTP/1.1 message",
      "Use an HTTP library instead of writing requests by hand, and look at what proxies in between"
          + " change. The connection was closed."),
  HEAD_TOO_LARGE(
      431,
      "The head of the request is too large",
      "Send a shorter path and query, and fewer and shorter header fields. What is large belongs in"
          + " the body. The connection was closed."),
  MALFORMED_JSON(
      400,
      "The body is no acceptable JSON",
      "Send one JSON document in UTF-8, without duplicate names: at most 8 MiB, 100 levels deep,"
          + " numbers of at most 100 characters, names of at most 1 KiB."),
  INVALID_REQUEST(
      400,
      "The request breaks its contract",
      "Mend the field at \"pointer\". The schemas are in /openapi.json."),
  INVALID_PARAMETER(
      400,
      "A parameter is wrong or unknown",
      "Mend the query parameter or header that \"detail\" names. Unknown parameters are refused, so"
          + " that a misspelt one is noticed."),
  TOKEN_MISSING(
      401,
      "Nobody is named",
      "Send \"Authorization: Bearer TOKEN\", or prove a certificate that the node knows. \"ep"
          + " token\" prints the operator's token of a data directory."),
  TOKEN_UNKNOWN(
      401,
      "The token is not known",
      "Use a token that the settings of the node list, or the one that \"ep token\" prints."),
  ROLE_MISSING(
      403,
      "The caller may not do this",
      "Use a token that has one of the roles that \"detail\" names."),
  HOST_REFUSED(
      403,
      "The request is meant for another host",
      "Use the address to which the node listens, or name yours in"
          + " execution-plane.http.host-names."),
  ORIGIN_REFUSED(
      403,
      "A page of another origin asks",
      "Browsers may call from pages of this node alone, unless execution-plane.http.origins names"
          + " others."),
  ADMISSION_REFUSED(
      403,
      "The request was refused",
      "\"code\" says why, and the execution at \"instance\" is the record of the refusal. The same"
          + " key leads to the same refusal: submit the mended request under another one."),
  ADMISSION_UNPLACED(
      409,
      "There is no place for the request",
      "\"code\" says why, \"candidates\" what speaks against each target. Accept another"
          + " attestation class, lift a constraint, or wait until a target is measured; then use"
          + " another key."),
  ADMISSION_INVALID(
      422,
      "The request cannot be carried out as it is",
      "Mend the field at \"pointer\". The execution at \"instance\" is the record of the refusal,"
          + " so submit the mended request under another key."),
  ATTACH_REFUSED(
      403,
      "Attaching was refused",
      "Bring an attach grant for this execution, or a token with the role \"attach\"."),
  NOT_FOUND(404, "There is no such thing", "Look at the path, and whose it is."),
  METHOD_NOT_ALLOWED(405, "Not with this method", "Use one of those that \"Allow\" lists."),
  METHOD_UNKNOWN(
      501,
      "There is no such method",
      "Use one of the methods that the operation has. The connection was closed."),
  NOT_ACCEPTABLE(
      406, "Not in a form that was asked for", "Accept one of the types that the operation gives."),
  CALL_TIMED_OUT(
      408, "The body did not come in time", "Send the body at once. Nothing of it was taken."),
  EXECUTION_CONFLICT(
      409,
      "The execution does not allow this now",
      "\"code\" says why. Look at the execution first."),
  BODY_TOO_LARGE(413, "The body is too large", "Send less, or in smaller pieces."),
  MEDIA_TYPE_UNSUPPORTED(
      415, "The body has another type", "Send the type that the operation takes."),
  RANGE_NOT_SATISFIABLE(
      416, "There are no such bytes", "Begin at an offset within what \"Content-Range\" tells."),
  UPGRADE_REQUIRED(
      426,
      "This is only there as a WebSocket",
      "Open a WebSocket (RFC 6455) with the protocol that the operation names."),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "The key was used for another request",
      "Use a new key for a new request. Nothing was done."),
  CAPACITY_EXHAUSTED(
      429,
      "There is no room",
      "Try again after \"Retry-After\", under the same key. Nothing was kept of the request."),
  TOO_MANY_CALLERS(429, "Too many do this at once", "Try again after \"Retry-After\"."),
  PLANE_FAILED(
      500,
      "The plane failed",
      "Look at the log of the node under the time of the answer. The call may be repeated under the"
          + " same key."),
  UNAVAILABLE(
      503,
      "The node does not take this now",
      "Try another node, or this one after \"Retry-After\", under the same key."),
  ANSWER_TIMED_OUT(
      504,
      "The plane did not answer in time",
      "Try again under the same key: what was done is not done twice.");

  private final int status;
  private final String title;
  private final String advice;

  ProblemType(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  /** The last part of its URI, for example {@code idempotency-key-reused}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The type of a slug; empty if there is none. */
  public static Optional<ProblemType> ofSlug(String slug) {
    return Stream.of(values()).filter(type -> type.slug().equals(slug)).findFirst();
  }

  /** Its word for programs, for example {@code idempotency_key_reused}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** With which status it is answered. */
  public StatusCode status() {
    return StatusCodes.get(status);
  }

  public int statusNumber() {
    return status;
  }

  /** The same for every occurrence (RFC 9457, section 3.1.3). */
  public String title() {
    return title;
  }

  /** What whoever meets it should do. */
  public String advice() {
    return advice;
  }

  /** Whether the same call may succeed later. */
  public boolean isRetryable() {
    return switch (this) {
      case CAPACITY_EXHAUSTED, TOO_MANY_CALLERS, UNAVAILABLE, ANSWER_TIMED_OUT, CALL_TIMED_OUT ->
          true;
      default -> false;
    };
  }

  /** The class under which callers that only know failure classes see it. */
  public FailureClass failureClass() {
    return switch (this) {
      case MALFORMED_FRAMING, HEAD_TOO_LARGE, MALFORMED_JSON ->
          FailureClass.PROTOCOL_FRAMING_FAILED;
      case TOKEN_MISSING,
          TOKEN_UNKNOWN,
          ROLE_MISSING,
          HOST_REFUSED,
          ORIGIN_REFUSED,
          ADMISSION_REFUSED ->
          FailureClass.POLICY_DENIED;
      case ATTACH_REFUSED -> FailureClass.ATTACH_MISMATCH;
      case CAPACITY_EXHAUSTED, TOO_MANY_CALLERS, UNAVAILABLE -> FailureClass.PLACEMENT_UNAVAILABLE;
      case CALL_TIMED_OUT, ANSWER_TIMED_OUT -> FailureClass.TIMEOUT;
      case PLANE_FAILED -> FailureClass.TRANSPORT_FAILED;
      default -> FailureClass.ROUTE_UNRESOLVED;
    };
  }
}
