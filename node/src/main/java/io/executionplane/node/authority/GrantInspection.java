package io.executionplane.node.authority;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a text says as a grant, and whether that may be believed.
 *
 * @param claims what it claims; absent if it has not the form of a grant
 * @param distrust why the claims are not to be believed; absent if a trusted issuer signed them
 */
public record GrantInspection(Optional<GrantClaims> claims, Optional<Distrust> distrust) {

  /**
   * Why a text is not a grant of a trusted issuer.
   *
   * @param code as a refusal would say it, for example {@code issuer_unknown}
   * @param reason one sentence
   */
  public record Distrust(String code, String reason) {}

  /** Looks at a text. Nothing of it but the claims is in the answer. */
  public static GrantInspection of(String token, TrustedIssuers trusted) {
    try {
      return new GrantInspection(
          Optional.of(new GrantReader<>(trusted, GrantClaims.CONTRACT).read(token)),
          Optional.empty());
    } catch (UnreadableGrantException unreadable) {
      return new GrantInspection(
          claimed(token), Optional.of(new Distrust(unreadable.code(), unreadable.reason())));
    }
  }

  private static Optional<GrantClaims> claimed(String token) {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var payload = Base64.getUrlDecoder().decode(parts[1]);
      return Optional.of(GrantClaims.CONTRACT.decode(Json.parse(payload)));
    } catch (IllegalArgumentException
        | MalformedJsonException
        | ContractViolationException malformed) {
      return Optional.empty();
    }
  }
}
