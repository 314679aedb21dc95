package io.executionplane.node.http.resource;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Contract;
import io.executionplane.journal.replay.Comparer;
import io.executionplane.journal.replay.StateReplay;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.node.RuntimeClient;
import io.executionplane.node.document.ComparisonDocuments;
import io.executionplane.node.execution.SubmitReply.Receipt;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.rerun.NotRerunnableException;
import io.executionplane.node.rerun.RecordedRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Runs again what was run before, and compares. */
public final class RerunResource {

  private static final Contract<AuthorityRef> AUTHORITY = Contract.of(AuthorityRef.class);

  private final Service service;
  private final Readiness readiness;

  public RerunResource(Service service, Readiness readiness) {
    this.service = service;
    this.readiness = readiness;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.post("/v1/executions/{ref}:rerun", "rerunExecution")
            .does("Runs an execution that has ended again, as it was recorded, and compares.")
            .forAny(Role.SUBMIT)
            .takingJson("AuthorityRef")
            .answering(
                Answer.json(200, "Comparison", "It has ended: how much it is like the first."),
                Answer.json(202, "Receipt", "It goes on; its label rerun_of names the first."))
            .by(this::rerun));
  }

  private CompletionStage<HttpResponse> rerun(Call call) {
    readiness.requireAdmitting();
    return call.json(AUTHORITY::decode)
        .thenCompose(
            authority ->
                service
                    .found(call)
                    .thenApplyAsync(view -> recorded(view.ref()), service.blocking())
                    .thenCompose(
                        recorded -> submit(service.client(call.caller()), recorded, authority)));
  }

  private RecordedRequest recorded(ExecutionRef ref) {
    var source = source();
    try {
      return RecordedRequest.of(source, new StateReplay(source).whole(ref).orElseThrow().state());
    } catch (NotRerunnableException cannot) {
      throw Problem.of(ProblemType.EXECUTION_CONFLICT, String.valueOf(cannot.getMessage()))
          .withCode("not_rerunnable")
          .about(ref)
          .toException();
    }
  }

  private JdbcEvidenceSource source() {
    return new JdbcEvidenceSource(service.plane().journal().dataSource());
  }

  private CompletionStage<HttpResponse> submit(
      RuntimeClient client, RecordedRequest recorded, AuthorityRef authority) {
    return client
        .submit(recorded.again().withAuthority(authority), recorded.foreground())
        .thenCompose(
            reply ->
                Refusals.objection(reply)
                    .map(problem -> CompletableFuture.completedStage(Answers.problem(problem)))
                    .orElseGet(() -> compared(client, recorded.ref(), (Receipt) reply)));
  }

  private CompletionStage<HttpResponse> compared(
      RuntimeClient client, ExecutionRef first, Receipt receipt) {
    return Waits.inTime(client.awaitResult(receipt.ref(), service.waitMax()))
        .thenApplyAsync(
            ended ->
                ended
                    ? Answers.ok(
                        ComparisonDocuments.of(
                            new Comparer(source()).compare(first, receipt.ref())))
                    : Receipts.accepted(receipt),
            service.blocking());
  }
}
