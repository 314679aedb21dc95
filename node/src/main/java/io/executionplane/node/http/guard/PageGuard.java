package io.executionplane.node.http.guard;

import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Keeps web pages out that have no business here: those that reach this node under a name of their
 * own (DNS rebinding), and those of other origins. Pages of listed origins may read what is
 * answered, as the Fetch standard wants to be told (CORS).
 */
public final class PageGuard {

  /** Whose names in a request decide; each can be there once only. */
  private static final String HOST = "Host";

  private static final String ORIGIN = "Origin";

  private final HostNames hosts;
  private final Origins origins;
  private final ActorSystem<?> system;

  public PageGuard(HostNames hosts, Origins origins, ActorSystem<?> system) {
    this.hosts = hosts;
    this.origins = origins;
    this.system = system;
  }

  /** Answers a request, by a router if nothing speaks against it. */
  public CompletionStage<HttpResponse> answer(
      HttpRequest request, Function<HttpRequest, CompletionStage<HttpResponse>> router) {
    var objection = objection(request);
    if (objection.isPresent()) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedStage(Answers.problem(objection.get()));
    }
    var listed = value(request, ORIGIN).filter(origins::isListed);
    if (listed.isEmpty()) {
      return router.apply(request);
    }
    return isPreflight(request)
        ? CompletableFuture.completedStage(preflight(listed.get()))
        : router.apply(request).thenApply(response -> readable(response, listed.get()));
  }

  private Optional<Problem> objection(HttpRequest request) {
    var host = value(request, HOST).orElse("");
    if (!hosts.mean(host)) {
      return Optional.of(
          Problem.of(ProblemType.HOST_REFUSED, "Host is no address and no name of this node"));
    }
    var isForeign =
        StreamSupport.stream(request.getHeaders().spliterator(), false)
            .filter(header -> header.is("origin"))
            .map(HttpHeader::value)
            .anyMatch(origin -> !origins.isOwn(origin, host) && !origins.isListed(origin));
    return isForeign
        ? Optional.of(
            Problem.of(ProblemType.ORIGIN_REFUSED, "Origin is neither this node's nor listed"))
        : Optional.empty();
  }

  private static Optional<String> value(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  // --- Pages of listed origins

  private static boolean isPreflight(HttpRequest request) {
    return request.method().equals(HttpMethods.OPTIONS)
        && request.getHeader("Access-Control-Request-Method").isPresent();
  }

  private static HttpResponse preflight(String origin) {
    return readable(HttpResponse.create().withStatus(204), origin)
        .addHeader(RawHeader.create("Access-Control-Allow-Methods", "GET, HEAD, POST"))
        .addHeader(
            RawHeader.create(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Prefer, Range"))
        .addHeader(RawHeader.create("Access-Control-Max-Age", "600"));
  }

  private static HttpResponse readable(HttpResponse response, String origin) {
    return response
        .addHeader(RawHeader.create("Access-Control-Allow-Origin", origin))
        .addHeader(RawHeader.create("Vary", ORIGIN))
        .addHeader(
            RawHeader.create(
                "Access-Control-Expose-Headers",
                "Content-Range, Idempotency-Replayed, Location, Preference-Applied, Retry-After"));
  }
}
