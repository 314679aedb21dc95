package com.example.checksums;

import com.example.checksums.Answers.Problem;
import com.example.checksums.Answers.Standing;
import com.sun.net.httpserver.HttpExchange;
import io.executionplane.contracts.execution.ExecutionRef;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * An HTTP response.
 *
 * @param json its body
 */
record Reply(int status, byte[] json, Map<String, String> headers) {

  Reply(int status, byte[] json) {
    this(status, json, Map.of());
  }

  static Reply of(int status, Standing standing) {
    return new Reply(status, Standing.CONTRACT.canonical(standing));
  }

  static Reply problem(int status, String error) {
    return new Reply(status, Problem.CONTRACT.canonical(new Problem(error)));
  }

  /** Where to look for what goes on. */
  Reply at(ExecutionRef ref) {
    return with("Location", "/checksums/" + ref);
  }

  /** When it may be worth asking again; RFC 9110 wants whole seconds. */
  Reply retryAfter(Duration wait) {
    return with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
  }

  Reply with(String header, String value) {
    return new Reply(status, json, Map.of(header, value));
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }
}
