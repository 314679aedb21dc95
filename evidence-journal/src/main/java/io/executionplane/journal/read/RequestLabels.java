package io.executionplane.journal.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.executionplane.contracts.execution.ExecutionRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the labels of an execution in its recorded request.
 *
 * <p>A request can have megabytes, and a list can have a thousand of them. In canonical JSON
 * properties are sorted, so {@code metadata} stands before {@code payload}, which is all that can
 * be large: the first chunks are enough.
 */
final class RequestLabels {

  /** Of 64 KiB each: more than 64 labels, 32 constraints and the rest can have. */
  private static final int CHUNKS = 4;

  private static final JsonFactory JSON = new JsonFactory();

  private final JournalTable table;

  RequestLabels(JournalTable table) {
    this.table = table;
  }

  /**
   * The labels; none where the request was erased.
   *
   * @throws IOException if what is stored is no request
   */
  SortedMap<String, String> of(ExecutionRef ref) throws IOException {
    var beginning =
        Collections.enumeration(
            table.request(ref, CHUNKS).stream()
                .<InputStream>map(chunk -> new ByteArrayInputStream(chunk.toArray()))
                .toList());
    try (var parser = JSON.createParser(new SequenceInputStream(beginning))) {
      return labels(parser);
    }
  }

  private static SortedMap<String, String> labels(JsonParser parser) throws IOException {
    var labels = new TreeMap<String, String>();
    if (moveTo(parser, "metadata") && moveTo(parser, "labels")) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        labels.put(parser.currentName(), parser.nextTextValue());
      }
    }
    return labels;
  }

  /** Enters the next object and moves to one of its properties, skipping the values of others. */
  private static boolean moveTo(JsonParser parser, String property) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (parser.currentName().equals(property)) {
        return true;
      }
      parser.nextToken();
      parser.skipChildren();
    }
    return false;
  }
}
