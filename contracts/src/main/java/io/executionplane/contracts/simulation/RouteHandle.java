package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Names what belongs to a route by a handle. A route's id is any text, a handle is not: what a
 * handle cannot hold is percent-encoded (RFC 3986, 2.1), and an id that is too long stands there as
 * its digest. Different ids have different handles.
 */
public final class RouteHandle {

  /** Longest handle, in characters. */
  private static final int LENGTH_MAX = 512;

  private RouteHandle() {}

  /**
   * The handle of a route's something.
   *
   * @param beginning what comes before the route's id, for example {@code execution-outcome://}
   */
  public static String of(String beginning, String routeId) {
    var handle = beginning + encoded(routeId);
    return handle.codePointCount(0, handle.length()) <= LENGTH_MAX
        ? handle
        : beginning + Sha256.ofText(routeId).text();
  }

  private static String encoded(String routeId) {
    var out = new StringBuilder(routeId.length());
    routeId.codePoints().forEach(c -> append(c, out));
    return out.toString();
  }

  private static void append(int c, StringBuilder out) {
    if (!isForeign(c)) {
      out.appendCodePoint(c);
      return;
    }
    for (var each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      out.append(String.format(Locale.ROOT, "%%%02X", each & 0xff));
    }
  }

  /** White space and control characters, and the mark of the encoding itself. */
  private static boolean isForeign(int c) {
    return c <= ' ' || (c >= 0x7f && c <= 0xa0) || Character.isSpaceChar(c) || c == '%';
  }
}
