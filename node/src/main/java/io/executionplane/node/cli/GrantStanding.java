package io.executionplane.node.cli;

import io.executionplane.node.authority.GrantClaims;
import io.executionplane.node.authority.GrantInspection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a grant counts at some plane, now.
 *
 * @param isTrusted whether a trusted issuer signed it
 * @param revoked whether it was taken back; absent if nobody can tell
 * @param objections what speaks against it, each a phrase
 */
record GrantStanding(boolean isTrusted, Optional<Boolean> revoked, List<String> objections) {

  GrantStanding {
    objections = List.copyOf(objections);
  }

  static GrantStanding of(
      GrantInspection inspection, String audience, Instant now, Optional<Boolean> revoked) {
    var objections = new ArrayList<String>();
    inspection.distrust().ifPresent(why -> objections.add(why.reason()));
    inspection.claims().ifPresent(claims -> addTo(objections, claims, audience, now));
    if (revoked.orElse(false)) {
      objections.add("it was taken back");
    }
    return new GrantStanding(inspection.distrust().isEmpty(), revoked, objections);
  }

  private static void addTo(
      List<String> objections, GrantClaims claims, String audience, Instant now) {
    if (!claims.aud().equals(audience)) {
      objections.add("it is meant for another plane than " + audience);
    }
    if (now.isBefore(Instant.ofEpochSecond(claims.nbf()))) {
      objections.add("it does not hold yet");
    }
    if (!now.isBefore(claims.expiresAt())) {
      objections.add("it has expired");
    }
  }

  boolean counts() {
    return objections.isEmpty();
  }

  String say() {
    var unknown = revoked.isPresent() ? "" : "; whether it was taken back is not known";
    return (counts() ? "yes" : "no: " + String.join("; ", objections)) + unknown;
  }
}
