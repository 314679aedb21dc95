package io.executionplane.contracts.posture;

/**
 * Why an attach is refused: a stable word for programs, on the wire in lower case. The order is the
 * order of the checks; the first objection wins.
 */
public enum AttachRefusalCode {
  /** Nobody attaches to this target. */
  TARGET_POSTURE_FORBIDDEN,
  /** The target takes no credentials, and the attach brings some. */
  TARGET_POSTURE_FORBIDS_CREDENTIALS,
  /** The target takes one credential at most, and the attach brings more. */
  TARGET_MULTI_HANDLE_NOT_PERMITTED,
  /** The grant is another tenant's. */
  TENANT_REF_MISMATCH,
  /** It is about another target. */
  TARGET_REF_MISMATCH,
  /** The intent names another grant. */
  ATTACH_GRANT_REF_MISMATCH,
  /** It was granted or meant under another posture. */
  TARGET_AUTH_POSTURE_REF_MISMATCH,
  /** It is about another session. */
  BOUNDARY_SESSION_ID_MISMATCH,
  /** It is about another workspace. */
  WORKSPACE_REF_MISMATCH,
  /** It was granted or meant under another rule about egress. */
  NO_EGRESS_POSTURE_REF_MISMATCH,
  /** It is about another process. */
  PROCESS_TARGET_IDENTITY_REF_MISMATCH,
  /** It is about another stream. */
  STREAM_TARGET_IDENTITY_REF_MISMATCH,
  /** It is about another service. */
  SERVICE_IDENTITY_REF_MISMATCH,
  /** The grant's time is over. */
  ATTACH_GRANT_EXPIRED,
  /** The grant was taken back. */
  ATTACH_GRANT_REVOKED,
  /** The target does not list the grant. */
  ATTACH_GRANT_REF_NOT_ALLOWED,
  /**
   * The target does not list a credential, or the grant does not list one that the intent names.
   */
  CREDENTIAL_HANDLE_REF_NOT_ALLOWED,
  /** The target does not list a provider account. */
  PROVIDER_ACCOUNT_REF_NOT_ALLOWED,
  /** The target does not list a connector instance. */
  CONNECTOR_INSTANCE_REF_NOT_ALLOWED
}
