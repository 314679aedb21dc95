package io.executionplane.node.authority;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Whether a grant, once its signature is good, covers a request. Pure; the first objection wins.
 */
final class GrantCoverage {

  /** Why a grant does not cover a request. */
  record Objection(String code, String message) {}

  private record Check(
      BiPredicate<GrantClaims, AuthorityContext> holds, String code, String message) {}

  private static final List<Check> IN_ORDER =
      List.of(
          new Check(
              (claims, context) -> claims.aud().equals(context.audience()),
              "audience_mismatch",
              "the grant is meant for another plane"),
          new Check(
              (claims, context) -> !context.now().isBefore(Instant.ofEpochSecond(claims.nbf())),
              "not_yet_valid",
              "the grant does not hold yet"),
          new Check(
              (claims, context) -> context.now().isBefore(claims.expiresAt()),
              "expired",
              "the grant has expired"),
          new Check(
              (claims, context) -> AllowList.of(claims.lanes()).allows(context.laneId()),
              "lane_not_covered",
              "the grant does not cover this lane"),
          new Check(
              (claims, context) -> AllowList.of(claims.operations()).allows(context.operation()),
              "operation_not_covered",
              "the grant does not cover this operation"),
          new Check(
              (claims, context) ->
                  claims.payloadHash().map(context.payloadHash()::equals).orElse(true),
              "payload_mismatch",
              "the grant is bound to another payload"));

  private GrantCoverage() {}

  static Optional<Objection> objection(GrantClaims claims, AuthorityContext context) {
    return IN_ORDER.stream()
        .filter(check -> !check.holds().test(claims, context))
        .findFirst()
        .map(check -> new Objection(check.code(), check.message()));
  }
}
