package io.executionplane.node.http.resource;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.node.document.AdmissionDocuments;
import io.executionplane.node.document.ExecutionDocuments;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.execution.SubmitReply.Receipt;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import io.executionplane.node.http.api.Parameter.ValueType;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Submits requests, and says what would become of them. */
public final class SubmitResource {

  private final Service service;
  private final Readiness readiness;

  public SubmitResource(Service service, Readiness readiness) {
    this.service = service;
    this.readiness = readiness;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.post("/v1/executions", "submitExecution")
            .does("Submits a request, which is judged and recorded, and runs at most once.")
            .forAny(Role.SUBMIT)
            .taking(
                Parameter.header(
                    "Idempotency-Key",
                    ValueType.STRING,
                    "The request id, instead of request_id in the body. The same key with the same"
                        + " body leads to the same execution."),
                Parameter.header(
                    "Prefer",
                    ValueType.STRING,
                    "wait=SECONDS waits for the end that long, and answers 200 with the result."))
            .takingJson("AdmissionRequest")
            .answering(
                Answer.json(202, "Receipt", "Accepted; \"Location\" is the execution."),
                Answer.json(200, "Execution", "It has ended within the time of \"Prefer\"."))
            .by(this::submit),
        Operation.post("/v1/admissions", "previewAdmission")
            .does("Says what would become of a request, and why. Nothing runs.")
            .forAny(Role.SUBMIT)
            .takingJson("AdmissionRequest")
            .answering(Answer.json(200, "Preview", "The verdict, and what speaks for each target."))
            .by(this::preview));
  }

  // --- Submitting

  private CompletionStage<HttpResponse> submit(Call call) {
    readiness.requireAdmitting();
    return call.json(AdmissionRequest.CONTRACT::decode)
        .thenApply(request -> keyed(call, request))
        .thenCompose(request -> submit(call, request));
  }

  private static AdmissionRequest keyed(Call call, AdmissionRequest request) {
    var key = call.header("Idempotency-Key").map(SubmitResource::unquoted);
    if (key.isEmpty() || key.equals(request.requestId())) {
      return request;
    }
    if (request.requestId().isPresent()) {
      throw Problem.of(
              ProblemType.INVALID_REQUEST, "request_id must be the same as Idempotency-Key")
          .at("/request_id")
          .toException();
    }
    try {
      return request.withRequestId(key.get());
    } catch (RuntimeException refused) {
      throw Call.wrong("Idempotency-Key", "cannot be a request id: " + refused.getMessage());
    }
  }

  /** A string, as some write it (RFC 9651, section 3.3.3), or the bare key. */
  private static String unquoted(String key) {
    return key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")
        ? key.substring(1, key.length() - 1)
        : key;
  }

  private CompletionStage<HttpResponse> submit(Call call, AdmissionRequest request) {
    return service
        .client(call.caller())
        .submit(request)
        .thenCompose(
            reply ->
                Refusals.objection(reply)
                    .map(problem -> refused(problem, reply))
                    .orElseGet(() -> answer(call, (Receipt) reply)));
  }

  private static CompletionStage<HttpResponse> refused(Problem problem, SubmitReply reply) {
    var response = Answers.problem(problem);
    return CompletableFuture.completedStage(
        reply instanceof Receipt receipt ? Receipts.marked(response, receipt) : response);
  }

  private CompletionStage<HttpResponse> answer(Call call, Receipt receipt) {
    var wait = Waits.preferred(call, service.waitMax());
    return wait.isEmpty()
        ? CompletableFuture.completedStage(Receipts.accepted(receipt))
        : waited(call, receipt, wait.get());
  }

  private CompletionStage<HttpResponse> waited(Call call, Receipt receipt, Duration wait) {
    var end = service.client(call.caller()).awaitResult(receipt.ref(), wait);
    return Waits.inTime(end)
        .thenCompose(
            ended ->
                ended
                    ? service.reading(() -> found(receipt)).thenApply(view -> ended(receipt, view))
                    : CompletableFuture.completedStage(Receipts.accepted(receipt)))
        .thenApply(
            response ->
                response.addHeader(
                    RawHeader.create("Preference-Applied", "wait=" + wait.toSeconds())));
  }

  private Optional<ExecutionView> found(Receipt receipt) {
    return service.plane().journal().reader().find(receipt.ref());
  }

  private static HttpResponse ended(Receipt receipt, Optional<ExecutionView> view) {
    return view.map(known -> Receipts.located(Answers.ok(ExecutionDocuments.of(known)), receipt))
        .orElseGet(() -> Receipts.accepted(receipt));
  }

  // --- What would be

  private CompletionStage<HttpResponse> preview(Call call) {
    return call.json(AdmissionRequest.CONTRACT::decode)
        .thenCompose(request -> service.client(call.caller()).preview(request))
        .thenApply(preview -> Answers.ok(AdmissionDocuments.of(preview)));
  }
}
