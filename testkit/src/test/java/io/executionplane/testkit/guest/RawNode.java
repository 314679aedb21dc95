package io.executionplane.testkit.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A node that speaks version 1 of the bridge and no more, byte by byte as the protocol is written
 * down, with nothing of ours in between.
 */
public final class RawNode implements AutoCloseable {

  private final SocketChannel channel;
  private final AgentFiles files;

  private RawNode(SocketChannel channel, AgentFiles files) {
    this.channel = channel;
    this.files = files;
  }

  public static RawNode at(GuestUnderTest guest) {
    try {
      var path = Path.of((String) guest.endpoint().get("path"));
      return new RawNode(SocketChannel.open(UnixDomainSocketAddress.of(path)), guest.files());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What a good node asks first. */
  public ObjectNode attach() {
    try {
      var payload = JsonNodeFactory.instance.objectNode();
      payload.put("bridge_profile", "core_cli_transport");
      payload.putArray("supported_protocol_versions").add(1);
      payload.put("bridge_ref", "raw").put("attach_token", Files.readString(files.token()));
      payload.putNull("lease_ref");
      return payload;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public JsonNode attached() {
    request("attach-1", "attach", attach());
    return next();
  }

  public static ObjectNode command(String program, String... arguments) {
    var payload = JsonNodeFactory.instance.objectNode().put("command", program);
    var args = payload.putArray("args");
    List.of(arguments).forEach(args::add);
    return payload;
  }

  public void request(String id, String op, JsonNode payload) {
    send(frame(id, op, payload));
  }

  public static byte[] frame(String id, String op, JsonNode payload) {
    var frame = JsonNodeFactory.instance.objectNode();
    frame.put("v", 1).put("kind", "request").put("id", id).put("op", op).set("payload", payload);
    return framed(frame.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] framed(byte[] content) {
    return ByteBuffer.allocate(4 + content.length).putInt(content.length).put(content).array();
  }

  public void send(byte[] bytes) {
    try {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The next frame; waits for it. */
  public JsonNode next() {
    try {
      return Json.parse(read(read(4).getInt()).array());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All events until one of a name, that one included. */
  public List<JsonNode> eventsUntil(String last) {
    var events = new ArrayList<JsonNode>();
    do {
      events.add(next());
    } while (!events.get(events.size() - 1).path("event").asText().equals(last));
    return events;
  }

  /** The bytes of all events of a stream, as text. */
  public static String said(List<JsonNode> events, String stream) {
    var text = new StringBuilder();
    for (var event : events) {
      if (event.path("event").asText().equals(stream)) {
        var data = event.path("payload").path("data").asText();
        text.append(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  /** Whether the agent closes; waits for it, and takes no frame for an end. */
  public boolean isClosed() {
    try {
      return channel.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  private ByteBuffer read(int count) throws IOException {
    var buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("the agent closed");
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
