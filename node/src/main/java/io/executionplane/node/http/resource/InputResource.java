package io.executionplane.node.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import io.executionplane.node.http.api.Parameter.ValueType;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** Hands in to running executions, a call at a time. */
public final class InputResource {

  /** Most that one call may bring; the input itself may take less. */
  private static final long BYTES_MAX = 1024 * 1024;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Service service;

  public InputResource(Service service) {
    this.service = service;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.post("/v1/executions/{ref}/input", "handIn")
            .does("Hands in to a running execution whose input is open.")
            .forAny(Role.SUBMIT)
            .taking(
                Parameter.query("stream", ValueType.STRING, "Which input; stdin if absent."),
                Parameter.query(
                    "offset",
                    ValueType.INTEGER,
                    "Offset of the first byte. With it, the same call again is not taken twice."),
                Parameter.query("eof", ValueType.BOOLEAN, "Closes the input after the body."))
            .takingBytes()
            .answering(
                Answer.json(200, "InputReceipt", "It is stored: \"to\" is where the next goes."))
            .by(this::handIn));
  }

  private CompletionStage<HttpResponse> handIn(Call call) {
    var stream = stream(call);
    var offset = call.number("offset", 0, Long.MAX_VALUE);
    var isLast = call.isOn("eof");
    return service
        .found(call)
        .thenCompose(
            view ->
                call.body(BYTES_MAX)
                    .thenCompose(
                        bytes ->
                            handIn(input(call, view.ref(), stream), offset, bytes, isLast)
                                .thenApply(reply -> answer(view.ref(), stream, reply))));
  }

  private static StreamName stream(Call call) {
    var name = call.query("stream").orElse(StreamName.STDIN.text());
    if (!StreamName.isName(name)) {
      throw Call.wrong("stream", "must be the name of a stream");
    }
    return new StreamName(name);
  }

  private ExecutionInput input(Call call, ExecutionRef ref, StreamName stream) {
    return service.client(call.caller()).input(ref, stream, call.caller().subject());
  }

  /** Without a body, the end is all there is. */
  private static CompletionStage<InputReply> handIn(
      ExecutionInput input, Optional<Long> offset, ByteString bytes, boolean isLast) {
    if (isLast && bytes.isEmpty()) {
      return input.end();
    }
    var appended =
        offset.map(expected -> input.append(expected, bytes)).orElseGet(() -> input.append(bytes));
    return appended.thenCompose(
        reply ->
            isLast && reply instanceof InputReply.Accepted accepted
                ? ended(input, accepted)
                : CompletableFuture.completedStage(reply));
  }

  /** What was taken is what the caller wants to know. */
  private static CompletionStage<InputReply> ended(
      ExecutionInput input, InputReply.Accepted accepted) {
    return input
        .end()
        .thenApply(end -> end instanceof InputReply.Refused refused ? refused : accepted);
  }

  private static HttpResponse answer(ExecutionRef ref, StreamName stream, InputReply reply) {
    if (reply instanceof InputReply.Refused refused) {
      throw problem(ref, refused).toException();
    }
    var from = reply instanceof InputReply.Accepted accepted ? accepted.from() : reply.at();
    return Answers.ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("stream", stream.text())
            .put("from", from)
            .put("to", reply.at()));
  }

  private static Problem problem(ExecutionRef ref, InputReply.Refused refused) {
    var problem =
        Problem.of(type(refused.refusal()), detail(refused))
            .withCode(refused.refusal().code())
            .about(ref);
    return refused.refusal().isTemporary() ? problem.retryAfter(RETRY_AFTER) : problem;
  }

  private static String detail(InputReply.Refused refused) {
    return refused.refusal() == InputRefusal.INPUT_OFFSET_MISMATCH
        ? "the next byte goes at offset " + refused.at()
        : "the execution does not take this input now";
  }

  private static ProblemType type(InputRefusal refusal) {
    return switch (refusal) {
      case EXECUTION_UNKNOWN -> ProblemType.NOT_FOUND;
      case INPUT_TOO_LARGE -> ProblemType.BODY_TOO_LARGE;
      case INPUT_BUFFER_FULL -> ProblemType.TOO_MANY_CALLERS;
      case INPUT_NOT_STORED -> ProblemType.UNAVAILABLE;
      default -> ProblemType.EXECUTION_CONFLICT;
    };
  }
}
