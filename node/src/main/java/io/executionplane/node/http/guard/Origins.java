package io.executionplane.node.http.guard;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The origins (RFC 6454) whose pages may call: this node's own, and those that are listed.
 *
 * @param scheme under which this node is reached: http or https
 * @param listed others, in lower case
 */
public record Origins(String scheme, Set<String> listed) {

  private static final Pattern ORIGIN =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

  public Origins {
    listed = listed.stream().map(Origins::lower).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is an origin, as browsers write it. */
  public static boolean isOrigin(String text) {
    return ORIGIN.matcher(text).matches();
  }

  /** Whether it is a page of this node, which was asked under this name. */
  boolean isOwn(String origin, String host) {
    return lower(origin).equals(scheme + "://" + lower(host));
  }

  boolean isListed(String origin) {
    return listed.contains(lower(origin));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
