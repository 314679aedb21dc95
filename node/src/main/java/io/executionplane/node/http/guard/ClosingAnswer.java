package io.executionplane.node.http.guard;

import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.node.http.api.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.pekko.util.ByteString;

/** The last answer on a connection whose bytes nobody can follow any more. */
final class ClosingAnswer {

  /** The fixed form of RFC 9110, section 5.6.7. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private ClosingAnswer() {}

  static ByteString of(Problem problem, Instant now) {
    var body = CanonicalJson.text(problem.document()).getBytes(StandardCharsets.UTF_8);
    var head =
        String.join(
            "\r\n",
            "HTTP/1.1 " + problem.type().statusNumber() + " " + problem.type().status().reason(),
            "Date: " + DATE.format(now),
            "Content-Type: application/problem+json",
            "Content-Length: " + body.length,
            "Connection: close",
            "",
            "");
    return ByteString.fromString(head).concat(ByteString.fromArrayUnsafe(body));
  }
}
