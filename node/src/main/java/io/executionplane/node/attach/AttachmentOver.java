package io.executionplane.node.attach;

/** An attachment is over, so whatever it carried ends here, before its own end. */
public final class AttachmentOver extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final AttachOutcome.Reason reason;

  AttachmentOver(AttachOutcome.Reason reason) {
    super("the attachment is over: " + reason, null, false, false);
    this.reason = reason;
  }

  /** Why it is over. */
  public AttachOutcome.Reason reason() {
    return reason;
  }
}
