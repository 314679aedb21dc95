package io.executionplane.node.http.guard;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A head, as far as its lines are here. Knows, once it is complete, how its body is framed. */
final class RequestHead {

  /** As many digits as a long surely holds. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /** A name of the DNS or an address, and perhaps a port (RFC 3986, section 3.2). */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

  private static final int PORT_MAX = 65_535;

  private final HeadLimits limits;
  private final Map<String, String> framing = new HashMap<>();
  private @Nullable RequestLine first;
  private int fields;
  private boolean asksForUpgrade;

  RequestHead(HeadLimits limits) {
    this.limits = limits;
  }

  /** Takes the next line, which is not empty. */
  void add(String line) {
    if (first == null) {
      first = RequestLine.of(line, limits);
      return;
    }
    fields++;
    if (fields > limits.fieldsMax()) {
      throw Objection.tooLarge("there are more fields than are taken");
    }
    var field = Field.of(line, limits);
    if (field.isFraming() && framing.put(field.name(), field.value()) != null) {
      throw Objection.malformed(field.name() + " is there twice");
    }
    asksForUpgrade |= field.name().equals("upgrade");
  }

  /** Whether the peer may go on in another protocol. */
  boolean asksForUpgrade() {
    return asksForUpgrade;
  }

  /** Whether the body comes in chunks. */
  boolean isChunked() {
    return framing.containsKey("transfer-encoding");
  }

  /** Bytes of a body that is not chunked. */
  long length() {
    return Long.parseLong(framing.getOrDefault("content-length", "0"));
  }

  /** Checks what only the whole head shows. */
  void complete() {
    if (first == null) {
      throw Objection.malformed("an empty line stands before the request");
    }
    if (!isHost(framing.getOrDefault("host", ""))) {
      throw Objection.malformed("Host is missing or names no host");
    }
    requireLength(framing.get("content-length"));
    requireCoding(framing.get("transfer-encoding"), first.isNewest());
  }

  private static boolean isHost(String host) {
    try {
      return HOST.matcher(host).matches() && new URI("http://" + host).getPort() <= PORT_MAX;
    } catch (URISyntaxException noAddress) {
      return false;
    }
  }

  private void requireLength(@Nullable String length) {
    if (length == null) {
      return;
    }
    if (isChunked()) {
      throw Objection.malformed("Content-Length stands beside Transfer-Encoding");
    }
    if (!LENGTH.matcher(length).matches()) {
      throw Objection.malformed("Content-Length is no number");
    }
  }

  private static void requireCoding(@Nullable String coding, boolean isNewest) {
    if (coding != null && !(isNewest && coding.equalsIgnoreCase("chunked"))) {
      throw Objection.malformed("Transfer-Encoding is not chunked alone, in HTTP/1.1");
    }
  }
}
