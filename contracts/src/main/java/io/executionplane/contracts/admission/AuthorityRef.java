package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Redacted;
import io.executionplane.contracts.json.Rules;

/**
 * The authority under which a request asks to run. Opaque here: a verifier judges it.
 *
 * @param ref for signed grants, a compact JWS (RFC 7515). A bearer secret: never recorded, never
 *     printed
 */
public record AuthorityRef(@NotBlank @Length(max = 16_384) @Redacted String ref) {

  private static final Rules RULES = Rules.of(AuthorityRef.class);

  public AuthorityRef {
    RULES.check(ref).orThrow();
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "AuthorityRef[redacted]";
  }
}
