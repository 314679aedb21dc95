package io.executionplane.node.http.api;

import java.time.Duration;
import java.util.Base64;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Server-sent events (WHATWG HTML, section 9.2). */
public final class EventStream {

  /** Says that the stream is there, and nothing else. */
  private static final ByteString COMMENT = ByteString.fromString(":\n\n");

  /** A reader whose connection was lost comes back after a quarter of a second. */
  private static final ByteString RETRY = ByteString.fromString("retry: 250\n\n");

  private static final ContentType TYPE = MediaTypes.TEXT_EVENT_STREAM.toContentType();

  private EventStream() {}

  /**
   * One event.
   *
   * @param id where a reader that has it goes on; without line breaks
   * @param name of its kind; without line breaks
   * @param data one line
   */
  public record Event(String id, String name, String data) {

    /** One whose data are bytes, in base64. */
    public static Event ofBytes(String id, String name, ByteString bytes) {
      return new Event(id, name, Base64.getEncoder().encodeToString(bytes.toArrayUnsafe()));
    }

    ByteString encoded() {
      return ByteString.fromString("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }
  }

  /** Whether somebody asks for one, and not only takes whatever comes. */
  public static boolean isWanted(HttpRequest request) {
    return request
        .getHeader("Accept")
        .map(HttpHeader::value)
        .filter(accepted -> accepted.contains("text/event-stream"))
        .isPresent();
  }

  /**
   * Answers with events, as fast as they are read.
   *
   * @param heartbeatEvery after how long a silence it says that it is there
   */
  public static HttpResponse of(Source<Event, NotUsed> events, Duration heartbeatEvery) {
    var bytes =
        Source.single(RETRY)
            .concat(events.map(Event::encoded))
            .keepAlive(heartbeatEvery, () -> COMMENT);
    return HttpResponse.create()
        .withEntity(HttpEntities.createChunked(TYPE, bytes))
        .addHeader(RawHeader.create("Cache-Control", "no-store"))
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
  }

  /** Answers that nothing will ever come any more, so that a reader does not ask again. */
  public static HttpResponse over() {
    return HttpResponse.create().withStatus(204);
  }
}
