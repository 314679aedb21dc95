package io.executionplane.node.http.guard;

import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import org.apache.pekko.http.javadsl.model.HttpMethods;

/**
 * The first line of a request (RFC 9112, section 3): method, target, version, one space between.
 */
record RequestLine(String method, String target, boolean isNewest) {

  /** What may stand in a path and a query beside letters, digits and percent signs (RFC 3986). */
  private static final String TARGET = "-._~!$&'()*+,;=:@/?";

  static RequestLine of(String line, HeadLimits limits) {
    var first = line.indexOf(' ');
    var second = line.indexOf(' ', first + 1);
    if (first < 0 || second < 0) {
      throw Objection.malformed("the first line is no method, target and version");
    }
    var target = line.substring(first + 1, second);
    requireTarget(target, limits);
    var method = line.substring(0, first);
    if (!Line.isToken(method)) {
      throw Objection.malformed("the method is no token");
    }
    requireMethod(method);
    return new RequestLine(method, target, isNewest(line.substring(second + 1)));
  }

  /** Those that the parser knows; and this is no tunnel. */
  private static void requireMethod(String method) {
    if (HttpMethods.lookup(method).isEmpty() || method.equals("CONNECT")) {
      throw Problem.of(ProblemType.METHOD_UNKNOWN, "the method is not known").toException();
    }
  }

  private static boolean isNewest(String version) {
    if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
      throw Objection.malformed("the version is neither HTTP/1.1 nor HTTP/1.0");
    }
    return version.equals("HTTP/1.1");
  }

  /** Only the form for servers: the others are for proxies, and name a second host. */
  private static void requireTarget(String target, HeadLimits limits) {
    if (target.length() > limits.targetBytesMax()) {
      throw Objection.tooLarge("the target is longer than is taken");
    }
    if (!target.startsWith("/")) {
      throw Objection.malformed("the target does not begin with a slash");
    }
    for (var i = 0; i < target.length(); i++) {
      var c = target.charAt(i);
      if (c == '%') {
        requireEncoded(target, i);
      } else if (!Line.isAlphanumeric(c) && TARGET.indexOf(c) < 0) {
        throw Objection.malformed("the target holds a character that must be percent-encoded");
      }
    }
  }

  private static void requireEncoded(String target, int at) {
    if (at + 2 >= target.length()
        || !Line.isHexadecimal(target.charAt(at + 1))
        || !Line.isHexadecimal(target.charAt(at + 2))) {
      throw Objection.malformed("a percent sign in the target stands without two digits");
    }
  }
}
