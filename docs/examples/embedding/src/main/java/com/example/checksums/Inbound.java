package com.example.checksums;

import com.sun.net.httpserver.HttpExchange;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a caller sent, checked piece by piece: nothing of it is believed. */
record Inbound(HttpExchange exchange) {

  private static final int BODY_MAX = 1024 * 1024;
  private static final int KEY_MAX = 256;
  private static final String FROM = "from=";

  String path() {
    return exchange.getRequestURI().getPath();
  }

  boolean isDelete() {
    return exchange.getRequestMethod().equals("DELETE");
  }

  /** RFC 7240: who prefers not to wait is told at once where to look. */
  boolean wantsToWait() {
    return !header("Prefer").equals(Optional.of("respond-async"));
  }

  /** Or any web page could have a browser speak to us under a name of its own (DNS rebinding). */
  void requireHost(List<String> hosts) throws Refused {
    if (!header("Host").map(hosts::contains).orElse(false)) {
      throw new Refused(421, "this service is " + hosts.get(0));
    }
  }

  void require(String... methods) throws Refused {
    if (!List.of(methods).contains(exchange.getRequestMethod())) {
      var allowed = String.join(", ", methods);
      throw new Refused(Reply.problem(405, "only " + allowed + " here").with("Allow", allowed));
    }
  }

  Optional<String> key() throws Refused {
    var key = header("Idempotency-Key");
    if (key.isPresent() && (key.get().isBlank() || key.get().length() > KEY_MAX)) {
      throw new Refused(400, "Idempotency-Key must have 1 to " + KEY_MAX + " characters");
    }
    return key;
  }

  /** Demanding JSON by name keeps away forms of foreign web pages, which cannot send it. */
  ChecksumOrder order() throws IOException, Refused {
    var type = header("Content-Type").orElse("").split(";")[0].strip();
    if (!type.equalsIgnoreCase("application/json")) {
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

  /** The first byte of output that is wanted. */
  long offset() throws Refused {
    var query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(FROM + "0");
    if (!query.matches(FROM + "[0-9]{1,18}")) {
      throw new Refused(400, "the query must be from=N, where N is the first byte wanted");
    }
    return Long.parseLong(query.substring(FROM.length()));
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }
}
