package io.executionplane.node.http.resource;

import io.executionplane.contracts.execution.StreamRecord;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What is known of a stream that has ended, as headers. */
final class StreamHeaders {

  private static final String PREFIX = "sha256:";

  private StreamHeaders() {}

  /**
   * Adds them: how many bytes passed, which of them are not stored and why, the digest of all that
   * passed, how it ended.
   */
  static HttpResponse add(HttpResponse response, StreamRecord record) {
    var told =
        response
            .addHeader(header("Stream-Total-Bytes", Long.toString(record.totalBytes())))
            .addHeader(header("Stream-Sha256", record.sha256().text()))
            .addHeader(header("Stream-Ending", record.ending().name().toLowerCase(Locale.ROOT)));
    return record.omitted().isEmpty()
        ? told.addHeader(header("Repr-Digest", digest(record)))
        : told.addHeader(header("Stream-Omitted", omitted(record)));
  }

  /** RFC 9530; only where the representation is all that passed. */
  private static String digest(StreamRecord record) {
    var hash = HexFormat.of().parseHex(record.sha256().text().substring(PREFIX.length()));
    return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
  }

  /** For example {@code 8388608-99999999;reason=capture_limit}: the last byte included. */
  private static String omitted(StreamRecord record) {
    return record.omitted().stream()
        .map(
            each ->
                each.range().from()
                    + "-"
                    + (each.range().to() - 1)
                    + ";reason="
                    + each.reason().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  static RawHeader header(String name, String value) {
    return RawHeader.create(name, value);
  }
}
