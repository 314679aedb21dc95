package io.executionplane.journal.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.journal.chain.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes recorded events as CloudEvents 1.0 in JSON (cloudevents.io, JSON event format).
 *
 * <p>{@code id} is execution ref and sequence number, so an event that comes again has the id that
 * it had. {@code data} is exactly the canonical bytes, and {@code evidencehash} their hash.
 */
final class CloudEvents {

  /** Content type of {@link #one}. */
  static final String ONE = "application/cloudevents+json; charset=UTF-8";

  /** Content type of {@link #all}. */
  static final String ALL = "application/cloudevents-batch+json; charset=UTF-8";

  /** What all of our types begin with. */
  static final String TYPE_PREFIX = "io.executionplane.evidence.";

  private static final JsonFactory JSON = new JsonFactory();

  private final String plane;

  /**
   * @param plane the name of the plane, which with the node's is the source of its events
   */
  CloudEvents(String plane) {
    this.plane = plane;
  }

  byte[] one(RecordedEvent event) {
    return written(json -> write(event, json));
  }

  byte[] all(List<RecordedEvent> events) {
    return written(
        json -> {
          json.writeStartArray();
          for (var event : events) {
            write(event, json);
          }
          json.writeEndArray();
        });
  }

  private void write(RecordedEvent recorded, JsonGenerator json) throws IOException {
    var event = recorded.event();
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", event.executionRef() + "/" + event.seq());
    json.writeStringField(
        "source", "/execution-plane/" + segment(plane) + "/" + segment(event.nodeId()));
    json.writeStringField("type", TYPE_PREFIX + event.type());
    json.writeStringField("subject", event.executionRef().text());
    json.writeStringField("time", Timestamps.text(event.emittedAt()));
    json.writeStringField("evidencehash", recorded.head().hash().toString());
    json.writeStringField("datacontenttype", "application/json");
    json.writeFieldName("data");
    json.writeRawValue(new String(recorded.canonical(), StandardCharsets.UTF_8));
    json.writeEndObject();
  }

  /** As one segment of a path. What the encoder says with a plus sign, a path says with %20. */
  private static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] written(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can be written", impossible);
    }
    return bytes.toByteArray();
  }

  /** Writes something as JSON. */
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }
}
