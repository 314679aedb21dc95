package io.executionplane.testkit.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a stream of events, one after the other, as far as a test wants. */
final class ServerSentEvents implements AutoCloseable {

  private final BufferedReader lines;

  ServerSentEvents(InputStream body) {
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** One event. */
  record Event(String id, String name, String data) {}

  /** The next event; empty when the stream has ended. */
  Optional<Event> next() {
    try {
      var id = "";
      var name = "";
      var data = "";
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !name.isEmpty()) {
          return Optional.of(new Event(id, name, data));
        }
        id = valueOf("id: ", line, id);
        name = valueOf("event: ", line, name);
        data = valueOf("data: ", line, data);
      }
      return Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String valueOf(String field, String line, String known) {
    return line.startsWith(field) ? line.substring(field.length()) : known;
  }

  /** Everything that comes until the stream ends. */
  List<Event> rest() {
    var all = new ArrayList<Event>();
    for (var event = next(); event.isPresent(); event = next()) {
      all.add(event.get());
    }
    return all;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
