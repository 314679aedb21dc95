package io.executionplane.contracts.lane.diagnostic;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lane.net.HttpUrl;

/**
 * Does a server on this machine answer? A GET without headers of the caller; redirects are not
 * followed, and the body is not read.
 *
 * @param url its host is {@code localhost}, an address of 127.0.0.0/8, or {@code [::1]}; a name is
 *     looked up nowhere but on the machine, and what it stands for must be such an address too
 */
public record DiagnosticHttpProbe(HttpUrl url, @Inline DiagnosticLimits limits)
    implements DiagnosticPayload {

  /** The operation's name. */
  public static final String OPERATION = "diagnostic.http_probe";

  /** Longest wait for the connection, in milliseconds. */
  public static final int CONNECT_TIMEOUT_MS = 250;

  public static final Contract<DiagnosticHttpProbe> CONTRACT =
      Contract.of(DiagnosticHttpProbe.class);

  private static final Rules RULES = Rules.of(DiagnosticHttpProbe.class);

  public DiagnosticHttpProbe {
    RULES
        .check(url, limits)
        .and(() -> isLoopback(url.host()), "url", "must have a loopback host")
        .orThrow();
  }

  /** A host of digits and dots is an address of four numbers: the URL's own rules saw to that. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || (host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || isDigit(c)));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
