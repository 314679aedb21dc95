package io.executionplane.journal.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers posts as a test says, and 200 when it says nothing; remembers what it was sent. */
final class LoopbackServer implements AutoCloseable {

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /** A request as it came. */
  record Request(String path, Map<String, List<String>> headers, String body) {

    String header(String name) {
      return headers.get(name).get(0);
    }
  }

  private record Answer(int status, Map<String, String> headers) {}

  static LoopbackServer start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var loopback = new LoopbackServer(HttpServer.create(address, 0));
    loopback.server.createContext("/", loopback::answer);
    loopback.server.start();
    return loopback;
  }

  LoopbackServer then(int status, Map<String, String> headers) {
    answers.add(new Answer(status, headers));
    return this;
  }

  LoopbackServer then(int status) {
    return then(status, Map.of());
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          new Request(
              exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
      var answer = answers.isEmpty() ? new Answer(200, Map.of()) : answers.remove();
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(answer.status(), -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
