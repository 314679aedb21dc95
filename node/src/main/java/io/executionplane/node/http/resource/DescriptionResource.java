package io.executionplane.node.http.resource;

import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.openapi.OpenApi;
import io.executionplane.node.http.page.DocsPage;
import io.executionplane.node.http.page.ProblemPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Describes all operations, itself included. Everybody may read that: a browser sends no token, and
 * it is the same on every node.
 */
public final class DescriptionResource {

  private static final String HTML = "text/html";

  private final List<Operation> all;
  private final HttpResponse openApi;
  private final HttpResponse docs;

  /**
   * A description.
   *
   * @param others the operations beside its own
   */
  public DescriptionResource(List<Operation> others) {
    all = Stream.concat(others.stream(), own().stream()).toList();
    openApi = Answers.ok(OpenApi.of(all));
    docs = DocsPage.of(all);
  }

  /** Everything that can be asked, with what this answers. */
  public List<Operation> all() {
    return all;
  }

  private List<Operation> own() {
    return List.of(
        Operation.get("/openapi.json", "readOpenApi")
            .does("Describes the operations for programs.")
            .answering(Answer.of(200, "application/json", "An OpenAPI 3.1 document."))
            .by(call -> CompletableFuture.completedStage(openApi)),
        Operation.get("/docs", "readDocs")
            .does("Describes the operations for people.")
            .answering(Answer.of(200, HTML, "A page."))
            .by(call -> CompletableFuture.completedStage(docs)),
        Operation.get("/problems/{slug}", "readProblem")
            .does("Says what a type of problem means, and what to do.")
            .answering(Answer.of(200, HTML, "A page."))
            .by(DescriptionResource::problem));
  }

  private static CompletionStage<HttpResponse> problem(Call call) {
    return CompletableFuture.completedStage(
        ProblemType.ofSlug(call.at("slug"))
            .map(ProblemPage::of)
            .orElseThrow(
                () ->
                    Problem.of(ProblemType.NOT_FOUND, "there is no such type of problem")
                        .toException()));
  }
}
