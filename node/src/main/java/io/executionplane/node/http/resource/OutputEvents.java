package io.executionplane.node.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Contract;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.node.http.api.EventStream;
import io.executionplane.node.http.api.EventStream.Event;
import java.util.Locale;

/**
 * Frames of a stream as server-sent events: {@code bytes} in base64, {@code omitted} and {@code
 * lagged} with what is missing, {@code end} with what is recorded. The id of each is the offset at
 * which the next one begins.
 */
final class OutputEvents {

  private static final Contract<StreamRecord> RECORD = Contract.of(StreamRecord.class);

  private OutputEvents() {}

  static Event of(OutputFrame frame) {
    var id = Long.toString(frame.end());
    if (frame instanceof OutputFrame.Bytes bytes) {
      return Event.ofBytes(id, "bytes", bytes.bytes());
    }
    if (frame instanceof OutputFrame.Omitted omitted) {
      var gap = gap(omitted.range());
      return event(
          id, "omitted", gap.put("reason", omitted.reason().name().toLowerCase(Locale.ROOT)));
    }
    if (frame instanceof OutputFrame.Lagged lagged) {
      return event(id, "lagged", gap(lagged.range()));
    }
    return event(id, "end", end((OutputFrame.End) frame));
  }

  private static Event event(String id, String name, ObjectNode data) {
    return new EventStream.Event(id, name, CanonicalJson.text(data));
  }

  private static ObjectNode gap(ByteRange range) {
    return JsonNodeFactory.instance.objectNode().put("from", range.from()).put("to", range.to());
  }

  private static ObjectNode end(OutputFrame.End end) {
    var node = JsonNodeFactory.instance.objectNode().put("at", end.at());
    end.record()
        .ifPresentOrElse(
            record -> node.set("record", RECORD.encode(record)), () -> node.putNull("record"));
    return node;
  }
}
