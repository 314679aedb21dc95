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
import io.executionplane.journal.verify.Finding;
import io.executionplane.node.execution.SubmitReply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The service over HTTP. README.md lists what can be asked.
 *
 * <p>Each request has a thread of its own until it is answered, because this server works that way;
 * the plane itself holds none.
 */
final class Api implements HttpHandler {

  private static final Pattern PATH =
      Pattern.compile("/checksums(?:/(?<ref>[^/]+)(?:/(?<part>output|evidence))?)?");

  private static final int FINDINGS_MAX = 100;
  private static final int PIECE_BYTES = 8192;

  private final Checksums checksums;
  private final SharedFiles files;
  private final List<String> hosts;

  /** The service, which is reached on this port of the loopback address. */
  Api(Checksums checksums, SharedFiles files, int port) {
    this.checksums = checksums;
    this.files = files;
    this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
  }

  /** An {@code IOException} makes the server cut the connection, which is what we want then. */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      route(new Inbound(exchange));
    } catch (Refused refused) {
      refused.reply().send(exchange);
    }
  }

  private void route(Inbound asked) throws IOException, Refused {
    asked.requireHost(hosts);
    var path = PATH.matcher(asked.path());
    if (!path.matches()) {
      throw new Refused(404, "there is nothing here; POST an order to /checksums");
    }
    if (path.group("ref") == null) {
      asked.require("POST");
      order(asked).send(asked.exchange());
    } else if (path.group("part") == null) {
      asked.require("GET", "DELETE");
      one(asked, existing(path.group("ref"))).send(asked.exchange());
    } else {
      asked.require("GET");
      part(asked, existing(path.group("ref")), path.group("part"));
    }
  }

  private void part(Inbound asked, ExecutionRef ref, String name) throws IOException, Refused {
    if (name.equals("output")) {
      stream(asked, ref);
    } else {
      proof(ref).send(asked.exchange());
    }
  }

  private ExecutionRef existing(String text) throws Refused {
    if (ExecutionRef.isRef(text)) {
      var ref = new ExecutionRef(text);
      if (!Waiting.forAnswer(checksums.describe(ref)).isNew()) {
        return ref;
      }
    }
    throw new Refused(404, "there is no such order");
  }

  // --- An order

  private Reply order(Inbound asked) throws IOException, Refused {
    var key = asked.key();
    var order = asked.order();
    for (var i = 0; i < order.paths().size(); i++) {
      if (!files.has(order.paths().get(i))) {
        throw new Refused(404, "/paths/" + i + " is no file of this service");
      }
    }
    var reply = Waiting.forAnswer(checksums.submit(order, key));
    if (reply instanceof SubmitReply.Receipt receipt) {
      return taken(receipt, asked.wantsToWait());
    }
    throw new Refused(notTaken(reply));
  }

  private Reply taken(SubmitReply.Receipt receipt, boolean wantsToWait) throws Refused {
    if (receipt.rejection().isPresent()) {
      return refused(receipt.ref(), receipt.rejection().get());
    }
    if (!wantsToWait) {
      return running(receipt.ref(), receipt.status());
    }
    try {
      return ended(Waiting.forEnd(checksums.result(receipt.ref(), Waiting.PATIENCE)));
    } catch (TimeoutException stillRuns) {
      return running(receipt.ref(), receipt.status());
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

  private Reply one(Inbound asked, ExecutionRef ref) throws Refused {
    if (asked.isDelete()) {
      Waiting.forAnswer(checksums.cancel(ref));
    }
    var state = Waiting.forAnswer(checksums.describe(ref));
    return state.result().isPresent()
        ? ended(state.result().get())
        : running(ref, state.status().orElse(ExecutionStatus.ACCEPTED));
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
    var found = succeeded ? Waiting.forAnswer(checksums.found(ref)) : List.<Checksum>of();
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

  private void stream(Inbound asked, ExecutionRef ref) throws IOException, Refused {
    var from = asked.offset();
    var exchange = asked.exchange();
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(200, 0); // 0: as many bytes as there will be
    var piece = new byte[PIECE_BYTES];
    try (var said = checksums.output(ref, from)) {
      var body = exchange.getResponseBody();
      for (var length = said.read(piece); length >= 0; length = said.read(piece)) {
        body.write(piece, 0, length);
        body.flush();
      }
    }
    exchange.close();
  }

  private Reply proof(ExecutionRef ref) throws Refused {
    if (Waiting.forAnswer(checksums.describe(ref)).result().isEmpty()) {
      throw new Refused(Reply.problem(409, "it is not over yet").at(ref));
    }
    var report = Waiting.forAnswer(checksums.evidence(ref));
    return new Reply(
        200,
        Proof.CONTRACT.canonical(
            new Proof(
                ref.text(),
                word(report.verdict()),
                lines(report.failed()),
                lines(report.notChecked()))));
  }

  private static List<String> lines(List<Finding> findings) {
    return findings.stream().limit(FINDINGS_MAX).map(Finding::toString).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
