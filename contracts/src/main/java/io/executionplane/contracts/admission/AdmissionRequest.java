package io.executionplane.contracts.admission;

import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.json.ClaimedVersion;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A wish to have something done, and on whose authority.
 *
 * @param contractVersion {@link #VERSION}, also when absent; another version is carried to
 *     admission, which refuses it
 * @param requestId the idempotency key within the tenant; minted by the node when absent
 * @param laneId the kind of effect, for example {@code process}
 * @param operation what the lane is to do, for example {@code run}
 * @param payload what to do it with; the lane gives it its type
 * @param provenance on whose word; absent means admitted by a node
 * @param deadlineAt when the wish expires; a request past it is refused
 */
public record AdmissionRequest(
    @ClaimedVersion int contractVersion,
    @NotBlank @Length(max = 256) Optional<String> requestId,
    @NotBlank @Length(max = 64) String laneId,
    @NotBlank @Length(max = 64) String operation,
    JsonObject payload,
    Optional<AuthorityRef> authorityRef,
    Optional<AcceptableAttestation> acceptableAttestation,
    Optional<SandboxProfile> sandboxProfile,
    Optional<Placement> placement,
    @Size(max = 32) List<RuntimeConstraint> constraints,
    Optional<Provenance> provenance,
    Optional<Instant> deadlineAt,
    Optional<RequestMetadata> metadata) {

  /** The version of this contract. */
  public static final int VERSION = 1;

  /** Its wire form. */
  public static final Contract<AdmissionRequest> CONTRACT = Contract.of(AdmissionRequest.class);

  private static final Rules RULES = Rules.of(AdmissionRequest.class);

  public AdmissionRequest {
    RULES
        .check(
            contractVersion,
            requestId,
            laneId,
            operation,
            payload,
            authorityRef,
            acceptableAttestation,
            sandboxProfile,
            placement,
            constraints,
            provenance,
            deadlineAt,
            metadata)
        .and(
            constraints,
            AdmissionRequest::nameEachOnce,
            "constraints",
            "must name each constraint once")
        .orThrow();
    constraints = List.copyOf(constraints);
    deadlineAt = deadlineAt.map(Timestamps::micros);
  }

  private static boolean nameEachOnce(List<RuntimeConstraint> constraints) {
    return constraints.stream().map(RuntimeConstraint::name).distinct().count()
        == constraints.size();
  }

  /** The smallest request: everything optional is absent. */
  public static AdmissionRequest of(String laneId, String operation, JsonObject payload) {
    return new AdmissionRequest(
        VERSION,
        Optional.empty(),
        laneId,
        operation,
        payload,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * What makes two requests the same wish: the digest of everything but the authority, which a
   * retry may have renewed.
   */
  public Sha256 fingerprint() {
    return Sha256.of(CONTRACT.canonical(withAuthority(Optional.empty())));
  }

  /** The digest to which a grant can be bound. */
  public Sha256 payloadHash() {
    return Sha256.ofText(payload.canonical());
  }

  public AdmissionRequest withRequestId(String id) {
    return new AdmissionRequest(
        contractVersion,
        Optional.of(id),
        laneId,
        operation,
        payload,
        authorityRef,
        acceptableAttestation,
        sandboxProfile,
        placement,
        constraints,
        provenance,
        deadlineAt,
        metadata);
  }

  /** The same request, content with targets of these attestation classes, most wanted first. */
  public AdmissionRequest accepting(String... classes) {
    return new AdmissionRequest(
        contractVersion,
        requestId,
        laneId,
        operation,
        payload,
        authorityRef,
        Optional.of(new AcceptableAttestation(List.of(classes))),
        sandboxProfile,
        placement,
        constraints,
        provenance,
        deadlineAt,
        metadata);
  }

  /** The same request under these constraints, instead of those that it had. */
  public AdmissionRequest constrainedBy(RuntimeConstraint... limits) {
    return new AdmissionRequest(
        contractVersion,
        requestId,
        laneId,
        operation,
        payload,
        authorityRef,
        acceptableAttestation,
        sandboxProfile,
        placement,
        List.of(limits),
        provenance,
        deadlineAt,
        metadata);
  }

  public AdmissionRequest withAuthority(AuthorityRef authority) {
    return withAuthority(Optional.of(authority));
  }

  private AdmissionRequest withAuthority(Optional<AuthorityRef> authority) {
    return new AdmissionRequest(
        contractVersion,
        requestId,
        laneId,
        operation,
        payload,
        authority,
        acceptableAttestation,
        sandboxProfile,
        placement,
        constraints,
        provenance,
        deadlineAt,
        metadata);
  }
}
