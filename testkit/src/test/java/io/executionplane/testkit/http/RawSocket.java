package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.ServedPlane.WITHIN;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.node.wire.EpV1;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of {@code ep.v1} that says what it wants, and keeps to nothing. */
final class RawSocket implements WebSocket.Listener, AutoCloseable {

  private static final String CLOSED = "{\"type\":\"connection closed\"}";

  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

  RawSocket(ServedPlane served, String token, String path) {
    try {
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .subprotocols(EpV1.NAME)
              .header("Authorization", "Bearer " + token)
              .buildAsync(URI.create("ws://127.0.0.1:" + served.port() + path), this)
              .get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError("no WebSocket", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  void say(String message) throws Exception {
    socket.sendText(message, true).get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  void say(byte[] message) throws Exception {
    socket.sendBinary(ByteBuffer.wrap(message), true).get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /** The next message of a type; others are passed over. */
  JsonNode next(String type) throws InterruptedException {
    while (true) {
      var message = heard.poll(WITHIN.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing of type " + type);
      }
      var document = Json.parse(message);
      if (document.get("type").textValue().equals(type)) {
        return document;
      }
      if (message.equals(CLOSED)) {
        throw new AssertionError("closed before anything of type " + type);
      }
    }
  }

  /** Waits until the node has closed the connection. */
  void awaitClosed() throws InterruptedException {
    next("connection closed");
  }

  @Override
  public CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      heard.add(text.toString());
      text.setLength(0);
    }
    open.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket open, int status, String reason) {
    heard.add(CLOSED);
    return null;
  }

  @Override
  public void onError(WebSocket open, Throwable failure) {
    heard.add(CLOSED);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
