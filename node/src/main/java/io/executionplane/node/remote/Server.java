package io.executionplane.node.remote;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A server, and how it is called.
 *
 * @param base where it is, for example {@code http://127.0.0.1:7480}, without a slash at its end
 * @param token by which it knows the caller
 */
public record Server(URI base, String token) {

  /** RFC 6750, section 2.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  public Server {
    var scheme = base.getScheme();
    if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("must be a URL such as http://127.0.0.1:7480");
    }
    if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
      throw new IllegalArgumentException("must have a host, a port and nothing else");
    }
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException("the token has characters that no token has");
    }
    var text = base.toString();
    base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
  }

  /** Where something of it is. */
  public URI at(String path) {
    return URI.create(base + path);
  }

  /** Where something of it is that is talked to over a WebSocket. */
  public URI socketAt(String path) {
    return URI.create(base.toString().replaceFirst("^http", "ws") + path);
  }

  /** Says where, and never with which token. */
  @Override
  public String toString() {
    return base.toString();
  }
}
