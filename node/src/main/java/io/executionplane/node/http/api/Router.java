package io.executionplane.node.http.api;

import io.executionplane.node.http.caller.Caller;
import io.executionplane.node.http.caller.Callers;
import io.executionplane.node.http.caller.Role;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads each request to its operation, or answers why there is none: the path, the method, who
 * calls, what he may, what he gave. In this order, so whoever has no token learns no more than
 * which paths there are.
 */
public final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /** Who calls an operation that everybody may. */
  private static final Caller NOBODY = new Caller("", "", Set.of());

  private final List<Operation> operations;
  private final Authentication authentication;
  private final ActorSystem<?> system;

  public Router(List<Operation> operations, Authentication authentication, ActorSystem<?> system) {
    this.operations = List.copyOf(operations);
    this.authentication = authentication;
    this.system = system;
  }

  private record Match(Operation operation, Map<String, String> path) {}

  /** Answers a request. Never fails. */
  public CompletionStage<HttpResponse> answer(HttpRequest request) {
    try {
      var match = match(request);
      return match
          .operation()
          .handler()
          .handle(call(request, match))
          .exceptionally(failure -> failed(request, Causes.of(failure)));
    } catch (RuntimeException failure) {
      return CompletableFuture.completedStage(failed(request, failure));
    }
  }

  // --- Which operation

  private Match match(HttpRequest request) {
    var path = segments(request.getUri().getPathString());
    var others = new ArrayList<HttpMethod>();
    for (var operation : operations) {
      var found = operation.path().match(path);
      if (found.isPresent()) {
        if (isAskedWith(request.method(), operation.method())) {
          return new Match(operation, found.get());
        }
        others.add(operation.method());
      }
    }
    throw others.isEmpty()
        ? Problem.of(ProblemType.NOT_FOUND, "there is nothing at this path").toException()
        : new MethodNotAllowedException(others);
  }

  private static boolean isAskedWith(HttpMethod given, HttpMethod known) {
    return given.equals(known) || (given.equals(HttpMethods.HEAD) && known.equals(HttpMethods.GET));
  }

  private static List<String> segments(String path) {
    return PathTemplate.split(path.isEmpty() ? "/" : path).stream().map(Router::decoded).toList();
  }

  /** A plus is a plus in a path. */
  private static String decoded(String segment) {
    try {
      return segment.indexOf('%') < 0
          ? segment
          : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Problem.of(ProblemType.NOT_FOUND, "the path is not percent-encoded").toException();
    }
  }

  // --- By whom, with what

  private Call call(HttpRequest request, Match match) {
    var operation = match.operation();
    var caller = operation.roles().isEmpty() ? NOBODY : authentication.of(request);
    if (!operation.roles().isEmpty() && !caller.mayAny(operation.roles())) {
      throw Problem.of(
              ProblemType.ROLE_MISSING, "this needs one of the roles " + names(operation.roles()))
          .toException();
    }
    return new Call(request, match.path(), query(request, operation), caller, system);
  }

  private static String names(Set<Role> roles) {
    return roles.stream().sorted().map(Role::text).collect(Collectors.joining(", "));
  }

  private static Map<String, List<String>> query(HttpRequest request, Operation operation) {
    var given = new LinkedHashMap<String, List<String>>();
    for (var pair : pairs(request)) {
      var parameter = parameter(operation, pair.first());
      var values = given.computeIfAbsent(pair.first(), name -> new ArrayList<>());
      if (!values.isEmpty() && !parameter.isRepeated()) {
        throw Call.wrong(pair.first(), "may be given once");
      }
      values.add(pair.second());
    }
    return given;
  }

  private static List<Pair<String, String>> pairs(HttpRequest request) {
    try {
      return request.getUri().query().toList();
    } catch (RuntimeException malformed) {
      throw Problem.of(ProblemType.INVALID_PARAMETER, "the query is not percent-encoded")
          .toException();
    }
  }

  private static Parameter parameter(Operation operation, String name) {
    return operation.parameters().stream()
        .filter(each -> each.in() == Parameter.In.QUERY && each.isNamed(name))
        .findFirst()
        .orElseThrow(() -> unknown(operation, name));
  }

  private static ProblemException unknown(Operation operation, String name) {
    var known =
        operation.parameters().stream()
            .filter(each -> each.in() == Parameter.In.QUERY)
            .map(Parameter::name)
            .collect(Collectors.joining(", "));
    return Call.wrong(
        Printable.of(name),
        known.isEmpty() ? "is unknown: nothing is taken here" : "is unknown; known are " + known);
  }

  // --- What went wrong

  private HttpResponse failed(HttpRequest request, Throwable cause) {
    // What nobody read of the body must not stand in the way of the next request.
    request.discardEntityBytes(system);
    if (cause instanceof ProblemException known) {
      return refused(known.problem());
    }
    if (cause instanceof MethodNotAllowedException wrong) {
      return Answers.problem(Problem.of(ProblemType.METHOD_NOT_ALLOWED, "not with this method"))
          .addHeader(RawHeader.create("Allow", wrong.allowed()));
    }
    if (cause instanceof TimeoutException) {
      return Answers.problem(
          Problem.of(ProblemType.ANSWER_TIMED_OUT, "the plane did not answer in time"));
    }
    LOG.error("a call failed: {} {}", request.method().value(), request.getUri().path(), cause);
    return Answers.problem(Problem.of(ProblemType.PLANE_FAILED, "the plane failed"));
  }

  private static HttpResponse refused(Problem problem) {
    var response = Answers.problem(problem);
    return problem.type().statusNumber() == 401
        ? response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer"))
        : response;
  }

  /** The path is there, but not with this method. */
  private static final class MethodNotAllowedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String methods;

    MethodNotAllowedException(List<HttpMethod> known) {
      super("method", null, false, false);
      methods = known.stream().map(HttpMethod::value).distinct().collect(Collectors.joining(", "));
    }

    String allowed() {
      return methods;
    }
  }

  /** Knows who sent a request. */
  @FunctionalInterface
  public interface Authentication {

    /**
     * Who sent it.
     *
     * @throws ProblemException if that is nobody who is known
     */
    Caller of(HttpRequest request);

    /** By bearer token (RFC 6750), or by the certificate of the connection. */
    static Authentication by(Callers callers) {
      return new BearerAuthentication(callers);
    }
  }

  static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(each -> each.value());
  }
}
