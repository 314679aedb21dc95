package com.example.checksums;

import com.example.checksums.Answers.Proof;
import com.example.checksums.Answers.Standing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.verify.Finding;
import io.executionplane.node.execution.SubmitReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The service over HTTP. README.md lists what can be asked.
 *
 * <p>Each request has a thread of its own until it is answered, because this server works that way;
 * the plane itself holds none.
 */
final class Api implements HttpHandler {

  private static final String ORDERS = "/checksums";
  private static final int BODY_MAX = 1024 * 1024;
  private static final int KEY_MAX = 256;

  /** How long a caller is kept waiting; then he is told where to ask for the end. */
  private static final Duration PATIENCE = Checksums.TIME_MAX.plusSeconds(10);

  private final Checksums checksums;
  private final SharedFiles files;
  private final List<String> hosts;

  /**
   * The service.
   *
   * @param port on which it is reached: a request for another host is refused, or any web page
   *     could have a browser speak to it under a name of its own (DNS rebinding)
   */
  Api(Checksums checksums, SharedFiles files, int port) {
    this.checksums = checksums;
    this.files = files;
    this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
  }

  /** An {@code IOException} makes the server cut the connection, which is what we want then. */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      route(exchange);
    } catch (Refused refused) {
      refused.reply().send(exchange);
    }
  }

  private void route(HttpExchange exchange) throws IOException, Refused {
    if (!hosts.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
      throw new Refused(421, "this service is " + hosts.get(0));
    }
    var path = exchange.getRequestURI().getPath().split("/", -1);
    if (path.length == 2 && exchange.getRequestURI().getPath().equals(ORDERS)) {
      require(exchange, "POST");
      order(exchange).send(exchange);
    } else if (path.length == 3 && path[1].equals("checksums")) {
      one(exchange, existing(path[2]));
    } else if (path.length == 4 && path[1].equals("checksums") && path[3].equals("output")) {
      require(exchange, "GET");
      stream(exchange, existing(path[2]));
    } else if (path.length == 4 && path[1].equals("checksums") && path[3].equals("evidence")) {
      require(exchange, "GET");
      proof(existing(path[2])).send(exchange);
    } else {
      throw new Refused(404, "there is nothing here; POST an order to " + ORDERS);
    }
  }

  private static void require(HttpExchange exchange, String... methods) throws Refused {
    if (!List.of(methods).contains(exchange.getRequestMethod())) {
      var allowed = String.join(", ", methods);
      throw new Refused(Reply.problem(405, "only " + allowed + " here").with("Allow", allowed));
    }
  }

  // --- An order

  private Reply order(HttpExchange exchange) throws IOException, Refused {
    var key = key(exchange);
    var order = read(exchange);
    for (var i = 0; i < order.paths().size(); i++) {
      if (!files.has(order.paths().get(i))) {
        throw new Refused(404, "/paths/" + i + " is no file of this service");
      }
    }
    var reply = await(checksums.submit(order, key));
    if (reply instanceof SubmitReply.Receipt receipt) {
      return receipt.rejection().isPresent() || !wantsToWait(exchange)
          ? standing(receipt)
          : awaited(receipt);
    }
    throw new Refused(notTaken(reply));
  }

  /** RFC 7240: who prefers not to wait is told at once where to look. */
  private static boolean wantsToWait(HttpExchange exchange) {
    return !"respond-async".equals(exchange.getRequestHeaders().getFirst("Prefer"));
  }

  private static Optional<String> key(HttpExchange exchange) throws Refused {
    var key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    if (key.isPresent() && (key.get().isBlank() || key.get().length() > KEY_MAX)) {
      throw new Refused(400, "Idempotency-Key must have 1 to " + KEY_MAX + " characters");
    }
    return key;
  }

  /** Demanding JSON by name keeps away forms of foreign web pages, which cannot send it. */
  private static ChecksumOrder read(HttpExchange exchange) throws IOException, Refused {
    var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (!type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
      throw new Refused(415, "the order must be application/json");
    }
    var body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
    if (body.length > BODY_MAX) {
      throw new Refused(413, "the order must not be longer than " + BODY_MAX + " bytes");
    }
    try {
      return ChecksumOrder.CONTRACT.decode(body);
    } catch (MalformedJsonException | ContractViolationException wrong) {
      throw new Refused(400, String.valueOf(wrong.getMessage()));
    }
  }

  private static Reply notTaken(SubmitReply reply) {
    if (reply instanceof SubmitReply.KeyReused) {
      return Reply.problem(422, "this Idempotency-Key was used for another order");
    }
    if (reply instanceof SubmitReply.Shed shed) {
      return Reply.problem(429, "too busy: " + shed.budget()).retryAfter(shed.retryAfter());
    }
    return Reply.problem(503, "the order could not be recorded, so nothing was done");
  }

  // --- Where an order stands

  private void one(HttpExchange exchange, ExecutionRef ref) throws IOException, Refused {
    require(exchange, "GET", "DELETE");
    if (exchange.getRequestMethod().equals("DELETE")) {
      await(checksums.cancel(ref));
    }
    var state = await(checksums.describe(ref));
    var reply =
        state.result().isPresent()
            ? ended(state.result().get())
            : running(ref, state.status().orElse(ExecutionStatus.ACCEPTED));
    reply.send(exchange);
  }

  private ExecutionRef existing(String ref) throws Refused {
    if (!ExecutionRef.isRef(ref) || await(checksums.describe(new ExecutionRef(ref))).isNew()) {
      throw new Refused(404, "there is no such order");
    }
    return new ExecutionRef(ref);
  }

  private Reply awaited(SubmitReply.Receipt receipt) throws Refused {
    try {
      return ended(within(PATIENCE, checksums.result(receipt.ref(), PATIENCE)));
    } catch (TimeoutException stillRuns) {
      return standing(receipt);
    }
  }

  private static Reply standing(SubmitReply.Receipt receipt) {
    return receipt
        .rejection()
        .map(rejection -> refused(receipt.ref(), rejection))
        .orElseGet(() -> running(receipt.ref(), receipt.status()));
  }

  private static Reply running(ExecutionRef ref, ExecutionStatus status) {
    return Reply.of(202, standing(ref, status, List.of(), Optional.empty())).at(ref);
  }

  private static Reply refused(ExecutionRef ref, Rejection rejection) {
    var reason = Optional.of(rejection.message());
    return Reply.of(403, standing(ref, ExecutionStatus.REJECTED, List.of(), reason)).at(ref);
  }

  private Reply ended(ExecutionResult result) throws Refused {
    var ref = result.executionRef();
    if (result.rejection().isPresent()) {
      return refused(ref, result.rejection().get());
    }
    var succeeded = result.status() == ExecutionStatus.SUCCEEDED;
    var found = succeeded ? await(checksums.found(ref)) : List.<Checksum>of();
    var reason = result.failure().map(Failure::reason);
    return Reply.of(code(result.status()), standing(ref, result.status(), found, reason)).at(ref);
  }

  private static Standing standing(
      ExecutionRef ref, ExecutionStatus status, List<Checksum> found, Optional<String> reason) {
    return new Standing(ref.text(), word(status), found, reason);
  }

  private static int code(ExecutionStatus status) {
    return switch (status) {
      case SUCCEEDED -> 200;
      case CANCELLED -> 409;
      case TIMED_OUT -> 504;
      default -> 502;
    };
  }

  // --- What it says, and what that is worth

  private void stream(HttpExchange exchange, ExecutionRef ref) throws IOException, Refused {
    var from = offset(exchange);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(200, 0); // 0: as many bytes as there will be
    var piece = new byte[8192];
    try (var said = checksums.output(ref, from)) {
      var body = exchange.getResponseBody();
      for (var length = said.read(piece); length >= 0; length = said.read(piece)) {
        body.write(piece, 0, length);
        body.flush();
      }
    }
    exchange.close();
  }

  private static long offset(HttpExchange exchange) throws Refused {
    var query = exchange.getRequestURI().getQuery();
    if (query == null) {
      return 0;
    }
    if (!query.matches("from=[0-9]{1,18}")) {
      throw new Refused(400, "the query must be from=N, where N is the first byte wanted");
    }
    return Long.parseLong(query.substring("from=".length()));
  }

  private Reply proof(ExecutionRef ref) throws Refused {
    if (await(checksums.describe(ref)).result().isEmpty()) {
      throw new Refused(Reply.problem(409, "it is not over yet").at(ref));
    }
    var report = await(checksums.evidence(ref));
    var proof =
        new Proof(
            ref.text(), word(report.verdict()), lines(report.failed()), lines(report.notChecked()));
    return new Reply(200, Proof.CONTRACT.canonical(proof));
  }

  private static List<String> lines(List<Finding> findings) {
    return findings.stream().limit(100).map(Finding::toString).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  // --- Waiting

  private static <T> T await(CompletionStage<T> stage) throws Refused {
    try {
      return within(PATIENCE, stage);
    } catch (TimeoutException late) {
      throw new Refused(503, "the plane does not answer; asking again is safe");
    }
  }

  private static <T> T within(Duration time, CompletionStage<T> stage)
      throws Refused, TimeoutException {
    try {
      return stage.toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof TimeoutException late) {
        throw late;
      }
      System.getLogger("checksums").log(System.Logger.Level.ERROR, "the plane failed", failed);
      throw new Refused(503, "the plane cannot serve this now");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refused(503, "the service is being stopped");
    }
  }
}
