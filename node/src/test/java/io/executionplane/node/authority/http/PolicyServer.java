package io.executionplane.node.authority.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A policy service on this machine that answers as a test tells it, and keeps what it was asked.
 */
final class PolicyServer implements AutoCloseable {

  /** What it was asked. */
  record Asked(JsonNode question, List<String> authorization) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile String answer = "{\"result\":{\"allow\":true}}";
  private volatile boolean answering = true;

  private PolicyServer(HttpServer server) {
    this.server = server;
  }

  static PolicyServer start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var started = new PolicyServer(HttpServer.create(address, 0));
      started.server.createContext("/", started::serve);
      started.server.setExecutor(started.threads);
      started.server.start();
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  PolicyServer answering(String json) {
    answer = json;
    return this;
  }

  PolicyServer answeringWith(int code) {
    status = code;
    return this;
  }

  PolicyServer notAnswering() {
    answering = false;
    return this;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/data/plane/allow");
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void serve(HttpExchange exchange) throws IOException {
    var question = Json.parse(exchange.getRequestBody().readAllBytes());
    asked.add(
        new Asked(question, exchange.getRequestHeaders().getOrDefault("Authorization", List.of())));
    if (!answering) {
      hold();
    }
    if (status / 100 == 3) {
      exchange.getResponseHeaders().add("Location", url().resolve("/elsewhere").toString());
    }
    var body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void hold() {
    try {
      released.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdown();
  }
}
