package io.executionplane.node.attach;

import io.executionplane.contracts.evidence.AttachPayload.AttachGranted;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.posture.AttachEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A wish to attach that may be granted.
 *
 * @param grant the grant that permits it; absent where a role does
 * @param expiresAt until when; absent means until the execution is over
 * @param postureEvidence what was agreed on where the target has a posture
 */
public record AttachPermit(
    String principal,
    List<AttachDirection> directions,
    Optional<Grant> grant,
    Optional<Instant> expiresAt,
    Optional<AttachEvidence> postureEvidence) {

  public AttachPermit {
    directions = List.copyOf(directions);
  }

  /**
   * A signed grant, as far as it may be remembered.
   *
   * @param id its own, unique with its issuer
   * @param digest of the grant as it was presented
   */
  public record Grant(String issuer, String id, Sha256 digest) {}

  public boolean permits(AttachDirection direction) {
    return directions.contains(direction);
  }

  /** Whether it ends with a grant of this issuer: the one around, or the one for the target. */
  boolean isUnder(String issuer, String id) {
    return grant.filter(each -> each.issuer().equals(issuer)).isPresent()
        && (grant.filter(each -> each.id().equals(id)).isPresent()
            || postureEvidence.filter(each -> each.revocationRef().equals(id)).isPresent());
  }

  /**
   * What is recorded before the first byte passes.
   *
   * @param attachment the number that it gets
   */
  public AttachGranted granted(long attachment) {
    return new AttachGranted(
        attachment,
        principal,
        directions,
        grant.map(Grant::id),
        grant.map(Grant::digest),
        expiresAt,
        postureEvidence);
  }
}
