package io.executionplane.node.http.resource;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.export.LogExcerpt;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.read.StoredRow;
import io.executionplane.node.document.EvidenceArchive;
import io.executionplane.node.document.VerificationDocuments;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The evidence of executions, for whoever wants to check it himself. */
public final class EvidenceResource {

  private static final ContentType LINES =
      MediaTypes.applicationWithFixedCharset("x-ndjson", HttpCharsets.UTF_8).toContentType();
  private static final ContentType ZIP = MediaTypes.APPLICATION_ZIP.toContentType();
  private static final ContentType NOTE = ContentTypes.TEXT_PLAIN_UTF8;
  private static final Duration ANCHORED_WITHIN = Duration.ofSeconds(30);
  private static final ByteString LINE_END = ByteString.fromString("\n");

  private final Service service;

  public EvidenceResource(Service service) {
    this.service = service;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get("/v1/executions/{ref}/evidence", "readEvidence")
            .does("Gives the chain of events: exactly the bytes that are hashed, a line each.")
            .forAny(Role.READ, Role.AUDIT)
            .answering(Answer.of(200, "application/x-ndjson", "The events, in order."))
            .by(this::chain),
        Operation.get("/v1/executions/{ref}/evidence/proof", "proveEvidence")
            .does("Proves that the log has the newest anchor of an execution.")
            .forAny(Role.READ, Role.AUDIT)
            .answering(
                Answer.of(
                    200,
                    "text/plain",
                    "An inclusion proof with the signed checkpoint (C2SP tlog-proof); its extra"
                        + " data are the entry."))
            .by(this::proof),
        Operation.get("/v1/executions/{ref}/evidence/verification", "verifyEvidence")
            .does(
                "Recomputes the record of an execution from what is stored. Whoever does not trust"
                    + " this node exports it, and verifies that.")
            .forAny(Role.READ, Role.AUDIT, Role.SUBMIT)
            .answering(Answer.json(200, "Verification", "What was found."))
            .by(this::verify),
        Operation.get("/v1/executions/{ref}/evidence/export", "exportEvidence")
            .does("Gives everything that a stranger needs to verify an execution, as an archive.")
            .forAny(Role.READ, Role.AUDIT)
            .taking(
                Parameter.query(
                    "commitments_only",
                    ValueType.BOOLEAN,
                    "Leaves the content of all streams out; false."))
            .answering(
                Answer.of(200, "application/zip", "The directory of \"ep evidence export\"."))
            .by(this::export));
  }

  private CompletionStage<HttpResponse> chain(Call call) {
    return service
        .found(call)
        .thenApply(
            view ->
                HttpResponse.create()
                    .withEntity(HttpEntities.createChunked(LINES, lines(view.ref()))));
  }

  private Source<ByteString, NotUsed> lines(ExecutionRef ref) {
    return Source.fromJavaStream(() -> service.plane().journal().reader().rows(ref, 1))
        .map(StoredRow::bytes)
        .map(bytes -> ByteString.fromArrayUnsafe(bytes.toArray()).concat(LINE_END))
        .addAttributes(ActorAttributes.dispatcher("pekko.actor.default-blocking-io-dispatcher"));
  }

  // --- Proof

  private CompletionStage<HttpResponse> proof(Call call) {
    return service
        .found(call)
        .thenCompose(view -> anchored(view.ref()).thenApply(done -> view.ref()))
        .thenApplyAsync(this::prove, service.blocking())
        .thenApply(
            proof -> HttpResponse.create().withEntity(HttpEntities.create(NOTE, proof.bytes())));
  }

  private CompletionStage<Done> anchored(ExecutionRef ref) {
    return service
        .plane()
        .anchored(ref)
        .toCompletableFuture()
        .copy()
        .orTimeout(ANCHORED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private LogProof prove(ExecutionRef ref) {
    var database = service.plane().journal().dataSource();
    return LogExcerpt.of(new LogReader(database), ref)
        .flatMap(LogExcerpt::newest)
        .map(
            newest ->
                new LogProof(
                    newest.entry(), newest.proof().inclusion(), newest.proof().checkpoint()))
        .orElseThrow(
            () ->
                Problem.of(ProblemType.UNAVAILABLE, "the log does not have this execution yet")
                    .withCode("not_anchored")
                    .about(ref)
                    .retryAfter(Duration.ofSeconds(1))
                    .toException());
  }

  private CompletionStage<HttpResponse> verify(Call call) {
    return service
        .found(call)
        .thenCompose(view -> service.client(call.caller()).evidence(view.ref()))
        .thenApply(report -> Answers.ok(VerificationDocuments.of(report)));
  }

  // --- Export

  private CompletionStage<HttpResponse> export(Call call) {
    var content = call.isOn("commitments_only") ? Content.COMMITMENTS_ONLY : Content.INCLUDED;
    return service
        .found(call)
        .thenCompose(view -> anchored(view.ref()).thenApply(done -> view.ref()))
        .thenApplyAsync(ref -> archive(ref, content), service.blocking());
  }

  private HttpResponse archive(ExecutionRef ref, Content content) {
    var archive = EvidenceArchive.write(service.plane().journal().dataSource(), ref, content);
    var bytes =
        FileIO.fromPath(archive.file())
            .mapMaterializedValue(read -> read.whenComplete((done, gone) -> archive.close()));
    return HttpResponse.create()
        .withEntity(HttpEntities.createChunked(ZIP, bytes))
        .addHeader(
            RawHeader.create(
                "Content-Disposition", "attachment; filename=\"" + ref.text() + ".zip\""));
  }
}
