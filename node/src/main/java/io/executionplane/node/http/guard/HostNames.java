package io.executionplane.node.http.guard;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names in {@code Host} that mean this node. Addresses always do, and so does {@code
 * localhost}: only a name can be made to point here by whoever owns it (DNS rebinding).
 *
 * @param known further names, in lower case
 */
public record HostNames(Set<String> known) {

  private static final String LOCALHOST = "localhost";
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*");

  public HostNames {
    known = known.stream().map(HostNames::lower).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is the name of a host, without a port. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Whether this node is meant.
   *
   * @param host the value of the header, with or without a port
   */
  boolean mean(String host) {
    if (host.startsWith("[")) {
      return true;
    }
    var colon = host.indexOf(':');
    var name = lower(colon < 0 ? host : host.substring(0, colon));
    return name.equals(LOCALHOST) || IPV4.matcher(name).matches() || known.contains(name);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
