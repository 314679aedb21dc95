package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;

/**
 * One header or trailer line of a response, as it came. The order of lines is kept, and a name may
 * come several times.
 *
 * @param name a token (RFC 9110, 5.1)
 * @param value what it says: each byte as the character of ISO 8859-1 of that number
 */
public record ResponseHeader(@Length(max = 1_024) String name, @Length(max = 65_536) String value) {

  private static final Rules RULES = Rules.of(ResponseHeader.class);

  public ResponseHeader {
    RULES
        .check(name, value)
        .and(() -> HttpText.isToken(name), "name", "must be a token")
        .and(
            () -> HttpText.isFieldValue(value),
            "value",
            "must be without control characters and without white space at its ends")
        .orThrow();
  }
}
