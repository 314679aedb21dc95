package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Scalar;
import java.util.Set;

/**
 * Where an HTTP request goes: an absolute {@code http} or {@code https} URL with a host, without
 * user information (a secret has no place in a URL) and without a fragment (it never leaves a
 * client).
 *
 * @param text the URL in ASCII, its scheme in lower case; other characters are percent-encoded
 */
@Scalar(pattern = "^https?://[^#]+$")
public record HttpUrl(@Length(max = 8_192) String text) {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Rules RULES = Rules.of(HttpUrl.class);

  public HttpUrl {
    RULES
        .check(text)
        .and(
            () -> UrlForm.isUrl(text, SCHEMES),
            "text",
            "must be an http or https URL without user information and fragment")
        .orThrow();
  }

  /** Whether the connection must be encrypted. */
  public boolean isEncrypted() {
    return text.startsWith("https:");
  }

  /** The host as the URL spells it; an IPv6 address keeps its brackets. */
  public String host() {
    return UrlForm.hostOf(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
