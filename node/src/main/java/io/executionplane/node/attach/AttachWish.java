package io.executionplane.node.attach;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AttachPayload;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Who wants to attach, and for what.
 *
 * @param principal who; 1 to 256 characters, for the record too
 * @param directions what for; at least one. An attachment can do these and nothing else, also where
 *     its authority reaches farther
 * @param authority on whose word
 * @param intent the intent that the attach serves, which a target with a posture asks for
 */
public record AttachWish(
    String principal,
    List<AttachDirection> directions,
    AttachAuthority authority,
    Optional<ExecutionIntentEnvelope> intent) {

  public AttachWish {
    if (principal.isBlank() || principal.length() > AttachPayload.PRINCIPAL_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "principal must have 1 to " + AttachPayload.PRINCIPAL_LENGTH_MAX + " characters");
    }
    if (directions.isEmpty()) {
      throw new IllegalArgumentException("directions must name at least one");
    }
    directions = List.copyOf(EnumSet.copyOf(directions));
  }

  /** A wish under a signed attach grant. */
  public static AttachWish granted(
      String principal, AuthorityRef grant, AttachDirection... directions) {
    return of(principal, new AttachAuthority.Signed(grant), directions);
  }

  /** A wish in a role that the host declared. */
  public static AttachWish inRole(String principal, String role, AttachDirection... directions) {
    return of(principal, AttachAuthority.Role.named(role), directions);
  }

  private static AttachWish of(
      String principal, AttachAuthority authority, AttachDirection... directions) {
    return new AttachWish(principal, Arrays.asList(directions), authority, Optional.empty());
  }
}
