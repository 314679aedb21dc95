package io.executionplane.node.attach;

/** What became of a wish to attach. */
public sealed interface AttachReply {

  /** It was granted, and that is recorded. */
  record Attached(Attachment attachment) implements AttachReply {}

  /** It was not. */
  record Refused(AttachRefusal refusal) implements AttachReply {

    static Refused of(AttachDenial denial) {
      return new Refused(new AttachRefusal.Denied(denial));
    }
  }
}
