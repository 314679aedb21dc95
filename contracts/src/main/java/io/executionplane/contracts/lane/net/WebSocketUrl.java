package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Scalar;
import java.util.Set;

/**
 * Where a WebSocket connection goes: an absolute {@code ws}, {@code wss}, {@code http} or {@code
 * https} URL with a host, without user information and without a fragment (RFC 6455, section 3).
 * {@code http} means {@code ws}, {@code https} means {@code wss}.
 *
 * @param text the URL in ASCII, its scheme in lower case; other characters are percent-encoded
 */
@Scalar(pattern = "^(wss?|https?)://[^#]+$")
public record WebSocketUrl(@Length(max = 8_192) String text) {

  private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");
  private static final Rules RULES = Rules.of(WebSocketUrl.class);

  public WebSocketUrl {
    RULES
        .check(text)
        .and(
            () -> UrlForm.isUrl(text, SCHEMES),
            "text",
            "must be a ws, wss, http or https URL without user information and fragment")
        .orThrow();
  }

  /** Whether the connection must be encrypted. */
  public boolean isEncrypted() {
    return text.startsWith("wss:") || text.startsWith("https:");
  }

  @Override
  public String toString() {
    return text;
  }
}
