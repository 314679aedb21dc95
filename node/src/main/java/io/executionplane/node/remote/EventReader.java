package io.executionplane.node.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2.6), as our servers write them: each with an
 * id, a name and one line of data. Silence is ended by the server, which says that it is there.
 */
public final class EventReader implements AutoCloseable {

  private final BufferedReader lines;
  private String id = "";
  private String name = "";
  private final StringBuilder data = new StringBuilder();

  EventReader(InputStream body) {
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** One event. */
  public record Event(String id, String name, String data) {}

  /**
   * The next event; empty when the server has ended the stream.
   *
   * @throws IOException if the connection was lost
   */
  public Optional<Event> next() throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isEmpty()) {
        take(line);
      } else if (data.length() > 0) {
        var event = new Event(id, name, data.toString());
        name = "";
        data.setLength(0);
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  private void take(String line) {
    var colon = line.indexOf(':');
    var field = colon < 0 ? line : line.substring(0, colon);
    var value = colon < 0 ? "" : line.substring(colon + 1);
    var text = value.startsWith(" ") ? value.substring(1) : value;
    switch (field) {
      case "id" -> id = text;
      case "event" -> name = text;
      case "data" -> data.append(text);
      default -> {
        // Comments, and what later servers may add.
      }
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
