package io.executionplane.contracts.evidence;

import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.posture.AttachEvidence;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Somebody attached to an execution, and how that ended. Recorded by the execution before the first
 * byte passes in either direction.
 *
 * <p>An attachment is named by a number that counts within its execution, from 1.
 */
public sealed interface AttachPayload extends EvidencePayload {

  /** Most characters of a principal. */
  int PRINCIPAL_LENGTH_MAX = 256;

  /** Which attachment of the execution. */
  long attachment();

  /**
   * A party may attach.
   *
   * @param principal to whom it was permitted
   * @param directions what it may do; nothing else
   * @param grantId the grant's own id, where it was permitted by one rather than by a role
   * @param grantDigest digest of the grant as it was presented
   * @param expiresAt when the attachment ends at the latest
   * @param postureEvidence what was agreed on where the target has a posture
   */
  @Tag("attach.granted")
  record AttachGranted(
      @Range(min = 1) long attachment,
      @NotBlank @Length(max = PRINCIPAL_LENGTH_MAX) String principal,
      @Size(min = 1, max = 3) List<AttachDirection> directions,
      @NotBlank @Length(max = PRINCIPAL_LENGTH_MAX) Optional<String> grantId,
      Optional<Sha256> grantDigest,
      Optional<Instant> expiresAt,
      Optional<AttachEvidence> postureEvidence)
      implements AttachPayload {

    private static final Rules RULES = Rules.of(AttachGranted.class);

    public AttachGranted {
      RULES
          .check(
              attachment, principal, directions, grantId, grantDigest, expiresAt, postureEvidence)
          .and(
              directions,
              given -> given.size() == new HashSet<>(given).size(),
              "directions",
              "must name each once")
          .orThrow();
      directions = List.copyOf(directions);
      expiresAt = expiresAt.map(Timestamps::micros);
    }
  }

  /**
   * An attachment ended by itself.
   *
   * @param cause why
   * @param deliveredBytes bytes of output that were handed to the party by then
   * @param acceptedBytes bytes of its input that were acknowledged by then
   */
  @Tag("attach.closed")
  record AttachClosed(
      @Range(min = 1) long attachment,
      AttachEnd cause,
      @Range(min = 0) long deliveredBytes,
      @Range(min = 0) long acceptedBytes)
      implements AttachPayload {

    private static final Rules RULES = Rules.of(AttachClosed.class);

    public AttachClosed {
      RULES.check(attachment, cause, deliveredBytes, acceptedBytes).orThrow();
    }
  }

  /**
   * An attachment was ended because its grant was taken back.
   *
   * @param revokedBy who took it back
   * @param deliveredBytes bytes of output that were handed to the party before
   * @param acceptedBytes bytes of its input that were acknowledged before
   */
  @Tag("attach.revoked")
  record AttachRevoked(
      @Range(min = 1) long attachment,
      @NotBlank @Length(max = PRINCIPAL_LENGTH_MAX) String revokedBy,
      @Range(min = 0) long deliveredBytes,
      @Range(min = 0) long acceptedBytes)
      implements AttachPayload {

    private static final Rules RULES = Rules.of(AttachRevoked.class);

    public AttachRevoked {
      RULES.check(attachment, revokedBy, deliveredBytes, acceptedBytes).orThrow();
    }
  }

  /** Why an attachment ended by itself. */
  enum AttachEnd {
    /** The party left. */
    DETACHED,
    /**
     * The execution was over. What the party had not read of its output by then it may still read;
     * that is not counted, because nothing is recorded after the end.
     */
    EXECUTION_ENDED,
    /** The time that its grant gives was up. */
    EXPIRED,
    /** Whoever held it is gone; how far it came is not known. */
    LOST
  }
}
