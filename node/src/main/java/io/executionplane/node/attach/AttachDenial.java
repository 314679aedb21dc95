package io.executionplane.node.attach;

/**
 * Why nobody looked at a target's posture, or why it did not help. The order is the order of the
 * checks: whoever has no authority learns nothing of the execution.
 */
public enum AttachDenial {
  ATTACH_GRANT_UNREADABLE("the authority is no attach grant of an issuer that is trusted here"),
  ATTACH_GRANT_AUDIENCE_MISMATCH("the grant is meant for another plane"),
  ATTACH_GRANT_NOT_YET_VALID("the grant does not hold yet"),
  ATTACH_GRANT_EXPIRED("the grant has expired"),
  ATTACH_GRANT_REVOKED("the grant was taken back"),
  EXECUTION_REF_MISMATCH("the grant is for another execution"),
  PRINCIPAL_REF_MISMATCH("the grant is for somebody else"),
  ATTACH_DIRECTION_NOT_PERMITTED("the authority does not reach that far"),
  ATTACH_ROLE_NOT_DECLARED("the host declared no such role"),
  EXECUTION_UNKNOWN("there is no such execution"),
  EXECUTION_NOT_STARTED("the execution has not started yet"),
  EXECUTION_TERMINAL("the execution is over"),
  TARGET_POSTURE_UNKNOWN("the grant is for a target with a posture, and the host declared none"),
  TARGET_POSTURE_GRANT_MISSING(
      "the target has a posture, and the wish lacks the grant or the intent that it asks for"),
  ATTACH_EVIDENCE_TOO_LARGE("what was agreed on names more than a record can hold"),
  ATTACHMENTS_EXHAUSTED("as many are attached already as may be at once"),
  ATTACH_NOT_RECORDED("that somebody attaches could not be recorded");

  private final String message;

  AttachDenial(String message) {
    this.message = message;
  }

  /** One sentence for people; names no value. */
  public String message() {
    return message;
  }

  /** Whether the same wish may be granted a little later. */
  public boolean isTemporary() {
    return this == EXECUTION_NOT_STARTED
        || this == ATTACHMENTS_EXHAUSTED
        || this == ATTACH_NOT_RECORDED;
  }
}
