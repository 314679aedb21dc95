package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One header line of a request. The order of lines is kept, and a name may come several times.
 *
 * <p>Headers that carry a credential take a handle and nothing else; those that frame the message
 * or name its connection are the lane's own to write, because two opinions on where a message ends
 * are how requests are smuggled.
 *
 * @param name a token (RFC 9110, 5.1), in any case
 * @param value what it says, in characters of ISO 8859-1; may be empty
 * @param valueHandle the credential that it says, in place of {@code value}
 */
public record RequestHeader(
    @Length(max = 256) String name,
    @Length(max = 16_384) Optional<String> value,
    @Handle({"credential-handle://", "urn:credential-handle:"}) Optional<String> valueHandle) {

  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie");

  private static final Set<String> OF_THE_LANE =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Rules RULES = Rules.of(RequestHeader.class);

  public RequestHeader {
    RULES
        .check(name, value, valueHandle)
        .and(() -> HttpText.isToken(name), "name", "must be a token")
        .and(
            () -> !OF_THE_LANE.contains(lowerCase(name)),
            "name",
            "must not be one that the lane itself writes")
        .and(
            () -> value.map(HttpText::isFieldValue).orElse(true),
            "value",
            "must be without control characters and without white space at its ends")
        .and(
            () -> value.isPresent() != valueHandle.isPresent(),
            "valueHandle",
            "must be given exactly when value is not")
        .and(
            () -> value.isEmpty() || !SECRET.contains(lowerCase(name)),
            "value",
            "must be a handle: the header carries a credential")
        .orThrow();
  }

  /** A header that says something plain. */
  public static RequestHeader of(String name, String value) {
    return new RequestHeader(name, Optional.of(value), Optional.empty());
  }

  /** A header that carries a credential. */
  public static RequestHeader secret(String name, String valueHandle) {
    return new RequestHeader(name, Optional.empty(), Optional.of(valueHandle));
  }

  /** Whether it has a name; the case of a name means nothing. */
  public boolean isCalled(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** Whether some header lines say something under a name. */
  public static boolean isAmong(String name, List<RequestHeader> lines) {
    return lines.stream().anyMatch(each -> each.isCalled(name));
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
