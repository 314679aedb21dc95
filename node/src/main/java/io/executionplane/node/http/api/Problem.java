package io.executionplane.node.http.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.Rejection.Candidate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a call was not answered as it was meant (RFC 9457). Says nothing of what the caller may not
 * know, and never where in the code.
 *
 * @param detail one sentence for people
 * @param code a word for programs, finer than the type where there is a finer one
 * @param pointer JSON pointer (RFC 6901) of the offending field of the body
 * @param ref the execution that it is about
 * @param retryAfter when it may be worth trying again
 * @param candidates targets that were considered, each with what speaks against it
 */
public record Problem(
    ProblemType type,
    String detail,
    String code,
    FailureClass failureClass,
    Optional<String> pointer,
    Optional<ExecutionRef> ref,
    Optional<Duration> retryAfter,
    List<Candidate> candidates) {

  public Problem {
    candidates = List.copyOf(candidates);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(
        type,
        detail,
        type.code(),
        type.failureClass(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public Problem withCode(String finer) {
    return new Problem(type, detail, finer, failureClass, pointer, ref, retryAfter, candidates);
  }

  public Problem withFailureClass(FailureClass other) {
    return new Problem(type, detail, code, other, pointer, ref, retryAfter, candidates);
  }

  public Problem at(String field) {
    return new Problem(
        type, detail, code, failureClass, Optional.of(field), ref, retryAfter, candidates);
  }

  public Problem about(ExecutionRef execution) {
    return new Problem(
        type, detail, code, failureClass, pointer, Optional.of(execution), retryAfter, candidates);
  }

  public Problem retryAfter(Duration delay) {
    return new Problem(
        type, detail, code, failureClass, pointer, ref, Optional.of(delay), candidates);
  }

  public Problem considering(List<Candidate> targets) {
    return new Problem(type, detail, code, failureClass, pointer, ref, retryAfter, targets);
  }

  /** To end a call with it. */
  public ProblemException toException() {
    return new ProblemException(this);
  }

  /** As {@code application/problem+json}. */
  public ObjectNode document() {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("type", "/problems/" + type.slug());
    node.put("title", type.title());
    node.put("status", type.statusNumber());
    node.put("detail", detail);
    ref.ifPresent(execution -> node.put("instance", "/v1/executions/" + execution.text()));
    node.put("code", code);
    node.put("failure_class", failureClass.name().toLowerCase(Locale.ROOT));
    node.put("retryable", type.isRetryable());
    pointer.ifPresent(field -> node.put("pointer", field));
    ref.ifPresent(execution -> node.put("execution_ref", execution.text()));
    if (!candidates.isEmpty()) {
      var list = node.putArray("candidates");
      candidates.forEach(
          each ->
              list.addObject()
                  .put("target_id", each.targetId())
                  .put("objection", each.objection()));
    }
    return node;
  }
}
