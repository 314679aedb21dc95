package io.executionplane.testkit.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An agent that speaks version 1 and no more, or says what a test wants it to. Each request is
 * answered with the frames that the script gives for it.
 */
public final class ScriptedAgent implements AutoCloseable {

  private final Path socket;
  private final ServerSocketChannel server;

  /** What is said to a request, by its operation and its whole frame. */
  @FunctionalInterface
  public interface Script {
    List<ObjectNode> said(String op, JsonNode request);
  }

  private ScriptedAgent(Path socket, ServerSocketChannel server) {
    this.socket = socket;
    this.server = server;
  }

  public static ScriptedAgent start(Path directory, Script script) {
    try {
      var socket = directory.resolve("scripted.sock");
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      var agent = new ScriptedAgent(socket, server.bind(UnixDomainSocketAddress.of(socket)));
      inBackground(() -> agent.serve(script));
      return agent;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public Map<String, Object> endpoint() {
    return Map.of("kind", "unix_socket", "path", socket.toString());
  }

  /** The answer of a good agent to attach. */
  public static ObjectNode attached() {
    var payload = JsonNodeFactory.instance.objectNode();
    payload.put("bridge_session_ref", "scripted").put("bridge_profile", "core_cli_transport");
    payload.put("protocol_version", 1);
    payload
        .putObject("effective_capabilities")
        .put("remote", true)
        .put("startup", "bridge")
        .put("path", "guest")
        .put("run", true)
        .put("streaming_stdio", true)
        .put("pty", false)
        .put("user", false)
        .put("env", true)
        .put("cwd", true)
        .put("interrupt", "rpc");
    return payload;
  }

  public static ObjectNode ok(JsonNode request, ObjectNode payload) {
    var frame = JsonNodeFactory.instance.objectNode();
    frame.put("v", 1).put("kind", "response").put("id", request.path("id").asText());
    frame.put("ok", true).putNull("error").set("payload", payload);
    return frame;
  }

  public static ObjectNode event(String name, Function<ObjectNode, ObjectNode> payload) {
    var frame = JsonNodeFactory.instance.objectNode();
    frame.put("v", 1).put("kind", "event").put("event", name);
    frame.set("payload", payload.apply(JsonNodeFactory.instance.objectNode()));
    return frame;
  }

  /** To be thrown by a script whose agent goes without a word. */
  public static UncheckedIOException leaving() {
    return new UncheckedIOException(new IOException("the agent goes"));
  }

  private void serve(Script script) {
    try {
      while (true) {
        var node = server.accept();
        inBackground(() -> talk(node, script));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void talk(SocketChannel node, Script script) {
    try (node) {
      while (true) {
        var request = Json.parse(read(node, read(node, 4).getInt()).array());
        for (var frame : script.said(request.path("op").asText(), request)) {
          var bytes = RawNode.framed(frame.toString().getBytes(StandardCharsets.UTF_8));
          node.write(ByteBuffer.wrap(bytes));
        }
      }
    } catch (IOException | UncheckedIOException gone) {
      // So is this one.
    }
  }

  private static ByteBuffer read(SocketChannel from, int count) throws IOException {
    var buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (from.read(buffer) < 0) {
        throw new IOException("the node closed");
      }
    }
    return buffer.flip();
  }

  private static void inBackground(Runnable task) {
    var thread = new Thread(task, "scripted-agent");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
