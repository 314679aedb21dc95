package io.executionplane.contracts.lane.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The rules of the URLs that lanes connect to. */
final class UrlForm {

  private static final int PORT_MAX = 65_535;
  private static final int ASCII_MAX = 0x7e;

  private UrlForm() {}

  /**
   * Whether a text is an absolute URL (RFC 3986) of one of some schemes, with a host, without user
   * information and without a fragment, in ASCII, its scheme in lower case.
   */
  static boolean isUrl(String text, Set<String> schemes) {
    if (!text.chars().allMatch(c -> c > ' ' && c <= ASCII_MAX)) {
      return false;
    }
    try {
      var url = new URI(text);
      return url.getScheme() != null && schemes.contains(url.getScheme()) && isPlace(url);
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static boolean isPlace(URI url) {
    return url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null
        && !url.getRawAuthority().endsWith(":")
        && url.getPort() != 0
        && url.getPort() <= PORT_MAX;
  }

  /** What lies between scheme and path, without the port; the brackets of IPv6 are kept. */
  static String hostOf(String url) {
    return URI.create(url).getHost();
  }
}
