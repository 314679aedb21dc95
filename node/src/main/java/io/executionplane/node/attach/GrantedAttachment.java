package io.executionplane.node.attach;

import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.control.ControlReply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** What was granted, in the hand of the party. */
record GrantedAttachment(
    AttachLine line,
    AttachPermit permit,
    long number,
    ActorRef<AttachSession.Command> session,
    CompletableFuture<AttachOutcome> outcome)
    implements Attachment {

  @Override
  public Optional<Output> output() {
    return where(AttachDirection.READ, line::follow);
  }

  @Override
  public Optional<Input> input() {
    return where(AttachDirection.WRITE, line::input);
  }

  @Override
  public Optional<AttachControl> control() {
    return where(
        AttachDirection.CONTROL,
        new AttachControl() {
          @Override
          public boolean cancel() {
            return line.cancel();
          }

          @Override
          public CompletionStage<ControlReply> control(EffectControl wish) {
            return line.control(wish);
          }
        });
  }

  private <T> Optional<T> where(AttachDirection direction, T capability) {
    return permit.permits(direction) ? Optional.of(capability) : Optional.empty();
  }

  @Override
  public void detach() {
    session.tell(new AttachSession.Detach());
  }

  @Override
  public CompletionStage<AttachOutcome> closed() {
    return outcome.minimalCompletionStage();
  }
}
