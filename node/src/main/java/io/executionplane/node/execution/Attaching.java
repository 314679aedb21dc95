package io.executionplane.node.execution;

import io.executionplane.contracts.evidence.AttachPayload;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.node.attach.AttachOwners;
import io.executionplane.node.attach.OpenAttachments;
import java.util.Optional;
import java.util.function.Consumer;

/** What an execution does for those who attach to it. */
record Attaching(OpenAttachments attachments) {

  /**
   * What is to be recorded.
   *
   * @param then what follows once it is durable
   */
  record Entry(AttachPayload payload, Consumer<ExecutionState> then) {}

  /** That somebody attaches; empty if he may not now, which he was told. */
  Optional<Entry> attach(ExecutionState state, Execution.Attach command) {
    var objection = attachments.objection(state);
    if (objection.isPresent()) {
      command.replyTo().tell(new AttachOwners.NotNow(objection.get()));
      return Optional.empty();
    }
    var attachment = state.attachments().next();
    return Optional.of(
        new Entry(
            command.permit().granted(attachment),
            after -> {
              attachments.opened(state.ref(), attachment, command.party());
              command.replyTo().tell(new AttachOwners.Granted(attachment));
            }));
  }

  /** That an attachment has ended; empty if that is recorded already. */
  Optional<Entry> detach(ExecutionState state, Execution.Detach command) {
    var attachment = command.end().attachment();
    if (!state.attachments().open().containsKey(attachment)) {
      command.replyTo().tell(new AttachOwners.EndRecorded());
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            command.end(),
            after -> {
              attachments.closed(state.ref(), attachment);
              command.replyTo().tell(new AttachOwners.EndRecorded());
            }));
  }
}
