package io.executionplane.node.attach;

import io.executionplane.contracts.evidence.AttachPayload;
import io.executionplane.contracts.execution.ExecutionRef;
import org.apache.pekko.actor.typed.ActorRef;

/** The executions, as those see them who are attached. */
public interface AttachOwners {

  /** Has it recorded that somebody attaches. Answered once that is durable, or cannot be. */
  void attach(
      ExecutionRef ref, AttachPermit permit, AttachedParty party, ActorRef<Recorded> replyTo);

  /** Has the end of an attachment recorded. Answered once that is durable; may be asked again. */
  void detach(ExecutionRef ref, AttachPayload end, ActorRef<EndRecorded> replyTo);

  /** Asks for the execution to be stopped; the wish is recorded before it is carried out. */
  void cancel(ExecutionRef ref, String requestedBy);

  /** Whether it is recorded that somebody attaches. */
  sealed interface Recorded {}

  /**
   * It is.
   *
   * @param attachment the number of the attachment
   */
  record Granted(long attachment) implements Recorded {}

  /** It is not: something about the execution speaks against it. */
  record NotNow(AttachDenial denial) implements Recorded {}

  /** The end of an attachment is recorded. */
  record EndRecorded() {}
}
