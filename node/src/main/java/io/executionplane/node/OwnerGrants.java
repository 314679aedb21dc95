package io.executionplane.node;

import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.node.authority.AllowList;
import io.executionplane.node.authority.GrantClaims;
import io.executionplane.node.authority.GrantIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The grants that whoever owns a data directory gives to himself: short, and for one payload only.
 */
public final class OwnerGrants {

  private static final Duration LIFE = Duration.ofSeconds(60);

  private OwnerGrants() {}

  /**
   * A grant by whoever has the key of a data directory, for exactly this request's payload and
   * attestation classes.
   *
   * @param audience the name of the plane that it is meant for
   * @param subject to whom, for the record
   */
  public static AuthorityRef exactly(
      GrantIssuer issuer, String audience, String subject, AdmissionRequest request) {
    var now = Instant.now().getEpochSecond();
    return issuer.issue(
        new GrantClaims(
            issuer.issuer(),
            subject,
            audience,
            now,
            now,
            now + LIFE.toSeconds(),
            UUID.randomUUID().toString(),
            List.of(request.laneId()),
            List.of(request.operation()),
            List.of(AllowList.EVERYTHING),
            request.acceptableAttestation().map(AcceptableAttestation::classes).orElse(List.of()),
            Optional.empty(),
            Optional.of(request.payloadHash()),
            Optional.empty()));
  }
}
