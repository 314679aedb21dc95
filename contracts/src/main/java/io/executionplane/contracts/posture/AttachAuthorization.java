package io.executionplane.contracts.posture;

import io.executionplane.contracts.hazmat.AttachGrant;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.posture.AttachVerdict.Authorized;
import io.executionplane.contracts.posture.AttachVerdict.Refused;
import io.executionplane.contracts.target.TargetBinding;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides whether an attach may go ahead. Pure: no clock, no I/O, no effect.
 *
 * <p>The target's posture, the grant and the intent must agree on everything that they all name,
 * the grant must count, and the target must list what the attach brings. What a target does not
 * list is not permitted. The first objection wins: what the target never accepts comes first, so a
 * caller who fits nowhere learns nothing about lists.
 *
 * <p>The list of provider families is not asked: none of the three names one. It binds whoever
 * resolves the credentials.
 */
public final class AttachAuthorization {

  private static final List<Function<AttachRequest, Optional<Refused>>> RULES_IN_ORDER =
      List.of(
          AttachAuthorization::forbidden,
          AttachAuthorization::credentials,
          AttachAuthorization::multiHandle,
          AttachAuthorization::tenant,
          field(
              AttachRefusalCode.TARGET_REF_MISMATCH,
              TargetPosture::targetRef,
              TargetBinding::targetRef),
          AttachAuthorization::grantRef,
          field(
              AttachRefusalCode.TARGET_AUTH_POSTURE_REF_MISMATCH,
              TargetPosture::targetAuthPostureRef,
              TargetBinding::targetAuthPostureRef),
          AttachAuthorization::session,
          AttachAuthorization::workspace,
          field(
              AttachRefusalCode.NO_EGRESS_POSTURE_REF_MISMATCH,
              TargetPosture::noEgressPostureRef,
              TargetBinding::noEgressPostureRef),
          field(
              AttachRefusalCode.PROCESS_TARGET_IDENTITY_REF_MISMATCH,
              TargetPosture::processTargetIdentityRef,
              TargetBinding::processTargetIdentityRef),
          field(
              AttachRefusalCode.STREAM_TARGET_IDENTITY_REF_MISMATCH,
              TargetPosture::streamTargetIdentityRef,
              TargetBinding::streamTargetIdentityRef),
          field(
              AttachRefusalCode.SERVICE_IDENTITY_REF_MISMATCH,
              TargetPosture::serviceIdentityRef,
              TargetBinding::serviceIdentityRef),
          AttachAuthorization::expiry,
          AttachAuthorization::revocation,
          AttachAuthorization::grantIsListed,
          AttachAuthorization::credentialsAreListed,
          AttachAuthorization::accountsAreListed,
          AttachAuthorization::connectorsAreListed);

  private AttachAuthorization() {}

  /** As below, where no revocation is in force. */
  public static AttachVerdict authorize(
      TargetPosture posture, AttachGrant grant, ExecutionIntentEnvelope envelope, Instant now) {
    return authorize(posture, grant, envelope, Set.of(), now);
  }

  /**
   * Whether an intent may attach to a target under a grant.
   *
   * @param revokedRefs the {@code revocation_ref}s that are in force
   * @param now the moment that the grant must count at; it does not count at its expiry
   */
  public static AttachVerdict authorize(
      TargetPosture posture,
      AttachGrant grant,
      ExecutionIntentEnvelope envelope,
      Set<String> revokedRefs,
      Instant now) {
    var request = new AttachRequest(posture, grant, envelope, revokedRefs, now);
    return RULES_IN_ORDER.stream()
        .flatMap(rule -> rule.apply(request).stream())
        .findFirst()
        .<AttachVerdict>map(Function.identity())
        .orElseGet(() -> new Authorized(evidence(request)));
  }

  // --- What the target never accepts

  private static Optional<Refused> forbidden(AttachRequest request) {
    return refuseIf(
        request.posture().targetAuthPosture() == TargetAuthPosture.FORBIDDEN,
        AttachRefusalCode.TARGET_POSTURE_FORBIDDEN,
        "nobody may attach to this target");
  }

  private static Optional<Refused> credentials(AttachRequest request) {
    return refuseIf(
        !request.posture().targetAuthPosture().acceptsCredentials()
            && !request.credentialHandleRefs().isEmpty(),
        AttachRefusalCode.TARGET_POSTURE_FORBIDS_CREDENTIALS,
        "the target takes no credentials");
  }

  private static Optional<Refused> multiHandle(AttachRequest request) {
    return refuseIf(
        !request.posture().multiHandle().orElse(false) && request.credentialHandleRefs().size() > 1,
        AttachRefusalCode.TARGET_MULTI_HANDLE_NOT_PERMITTED,
        "the target takes one credential at most");
  }

  // --- What all must agree on

  /** An intent names no tenant: its session does. */
  private static Optional<Refused> tenant(AttachRequest request) {
    return mismatch(
        request.posture().tenantRef().equals(request.grant().scope().tenantRef()),
        AttachRefusalCode.TENANT_REF_MISMATCH);
  }

  /** A posture names many grants; its list is asked later. */
  private static Optional<Refused> grantRef(AttachRequest request) {
    var granted = request.grant().target().attachGrantRef();
    return mismatch(
        granted.equals(request.envelope().target().attachGrantRef()),
        AttachRefusalCode.ATTACH_GRANT_REF_MISMATCH);
  }

  private static Optional<Refused> session(AttachRequest request) {
    var agreed =
        AttachRequest.agree(
            request.posture().boundarySessionId(),
            request.grant().boundarySessionId(),
            request.envelope().boundarySessionId());
    return mismatch(agreed, AttachRefusalCode.BOUNDARY_SESSION_ID_MISMATCH);
  }

  private static Optional<Refused> workspace(AttachRequest request) {
    var agreed =
        AttachRequest.agree(
            request.posture().workspaceRef(),
            request.grant().scope().workspaceRef(),
            request.envelope().workspaceRef());
    return mismatch(agreed, AttachRefusalCode.WORKSPACE_REF_MISMATCH);
  }

  private static Function<AttachRequest, Optional<Refused>> field(
      AttachRefusalCode code,
      Function<TargetPosture, Object> ofPosture,
      Function<TargetBinding, Object> ofBinding) {
    return request ->
        mismatch(request.agreeOn(ofPosture.apply(request.posture()), ofBinding), code);
  }

  private static Optional<Refused> mismatch(boolean agreed, AttachRefusalCode code) {
    return refuseIf(!agreed, code, "posture, grant and intent name different things");
  }

  // --- Whether the grant counts

  private static Optional<Refused> expiry(AttachRequest request) {
    return refuseIf(
        !request.grant().isCurrent(request.now()),
        AttachRefusalCode.ATTACH_GRANT_EXPIRED,
        "the grant has expired");
  }

  private static Optional<Refused> revocation(AttachRequest request) {
    return refuseIf(
        request.revokedRefs().contains(request.grant().revocationRef()),
        AttachRefusalCode.ATTACH_GRANT_REVOKED,
        "the grant was revoked");
  }

  // --- What the target lists

  private static Optional<Refused> grantIsListed(AttachRequest request) {
    return refuseIf(
        !request
            .posture()
            .allowedAttachGrantRefs()
            .contains(request.grant().target().attachGrantRef()),
        AttachRefusalCode.ATTACH_GRANT_REF_NOT_ALLOWED,
        "the target does not list the grant");
  }

  /** The grant bounds the intent, and the target bounds both. */
  private static Optional<Refused> credentialsAreListed(AttachRequest request) {
    var granted = request.grant().credentialHandleRefs();
    var allowed = request.posture().allowedCredentialHandleRefs();
    return refuseIf(
        !listsAll(granted, request.envelope().credentialHandleRefs())
            || !listsAll(allowed, request.credentialHandleRefs()),
        AttachRefusalCode.CREDENTIAL_HANDLE_REF_NOT_ALLOWED,
        "target and grant do not both list every credential");
  }

  private static Optional<Refused> accountsAreListed(AttachRequest request) {
    return refuseIf(
        !listsAll(
            request.posture().allowedProviderAccountRefs(), request.grant().providerAccountRefs()),
        AttachRefusalCode.PROVIDER_ACCOUNT_REF_NOT_ALLOWED,
        "the target does not list every provider account");
  }

  private static Optional<Refused> connectorsAreListed(AttachRequest request) {
    return refuseIf(
        !listsAll(
            request.posture().allowedConnectorInstanceRefs(),
            request.grant().connectorInstanceRefs()),
        AttachRefusalCode.CONNECTOR_INSTANCE_REF_NOT_ALLOWED,
        "the target does not list every connector instance");
  }

  private static Optional<Refused> refuseIf(
      boolean broken, AttachRefusalCode code, String message) {
    return broken ? Optional.of(new Refused(code, message)) : Optional.empty();
  }

  private static boolean listsAll(List<String> allowed, List<String> brought) {
    return new HashSet<>(allowed).containsAll(brought);
  }

  // --- What is recorded

  private static AttachEvidence evidence(AttachRequest request) {
    var grant = request.grant();
    return new AttachEvidence(
        grant.scope().tenantRef(),
        grant.target(),
        request.posture().targetAuthPosture(),
        grant.boundarySessionId(),
        grant.scope().workspaceRef(),
        request.envelope().intentId(),
        grant.leaseRef(),
        grant.revocationRef(),
        request.credentialHandleRefs(),
        grant.providerAccountRefs(),
        grant.connectorInstanceRefs(),
        request.cleanupRefs(),
        request.now(),
        true,
        false);
  }
}
