package io.executionplane.node.attach;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.attach.AttachOutcome.Reason;
import io.executionplane.node.control.ControlRefusal;
import io.executionplane.node.control.ControlReply;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** All that passes between one who is attached and his execution: counted, and cut at once. */
final class AttachLine implements AttachedParty {

  private final ExecutionRef ref;
  private final AttachPermit permit;
  private final AttachServices services;
  private final ActorRef<AttachSession.Command> session;
  private final SharedKillSwitch outputs = KillSwitches.shared("attachment");
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicInteger reading = new AtomicInteger();
  private volatile boolean isCut;

  AttachLine(
      ExecutionRef ref,
      AttachPermit permit,
      AttachServices services,
      ActorRef<AttachSession.Command> session) {
    this.ref = ref;
    this.permit = permit;
    this.services = services;
    this.session = session;
  }

  // --- What the party has in hand

  Source<OutputFrame, NotUsed> follow(StreamName stream, long from) {
    return services
        .outputs()
        .follow(ref, stream, from)
        .via(outputs.flow())
        .map(this::counted)
        .watchTermination(
            (unused, ended) -> {
              reading.incrementAndGet();
              ended.whenComplete((done, failure) -> stopReading());
              return NotUsed.getInstance();
            });
  }

  private OutputFrame counted(OutputFrame frame) {
    if (frame instanceof OutputFrame.Bytes some) {
      delivered.addAndGet(some.bytes().size());
    }
    return frame;
  }

  private void stopReading() {
    reading.decrementAndGet();
    session.tell(new AttachSession.OutputEnded());
  }

  ExecutionInput input(StreamName stream) {
    var input = services.inputs().of(ref, stream, permit.principal());
    return new ExecutionInput() {
      @Override
      public CompletionStage<InputReply> append(ByteString bytes) {
        return unlessCut(() -> input.append(bytes));
      }

      @Override
      public CompletionStage<InputReply> append(long expectedOffset, ByteString bytes) {
        return unlessCut(() -> input.append(expectedOffset, bytes));
      }

      @Override
      public CompletionStage<InputReply> end() {
        return unlessCut(input::end);
      }
    };
  }

  private CompletionStage<InputReply> unlessCut(Supplier<CompletionStage<InputReply>> call) {
    return isCut
        ? CompletableFuture.completedStage(new InputReply.Refused(InputRefusal.ATTACHMENT_OVER, 0))
        : call.get().thenApply(this::counted);
  }

  private InputReply counted(InputReply reply) {
    if (reply instanceof InputReply.Accepted some) {
      accepted.addAndGet(some.to() - some.from());
    }
    return reply;
  }

  boolean cancel() {
    if (!isCut) {
      services.owners().cancel(ref, permit.principal());
    }
    return !isCut;
  }

  CompletionStage<ControlReply> control(EffectControl wish) {
    return isCut
        ? CompletableFuture.completedStage(new ControlReply.Refused(ControlRefusal.ATTACHMENT_OVER))
        : services.controls().bring(ref, wish);
  }

  // --- What its session does with it

  /** Nothing passes any more. */
  void cut(Reason reason) {
    isCut = true;
    outputs.abort(new AttachmentOver(reason));
  }

  boolean isRead() {
    return reading.get() > 0;
  }

  AttachOutcome outcome(Reason reason) {
    return new AttachOutcome(reason, delivered.get(), accepted.get());
  }

  // --- What the execution sees

  @Override
  public long deliveredBytes() {
    return delivered.get();
  }

  @Override
  public long acceptedBytes() {
    return accepted.get();
  }

  @Override
  public void executionOver() {
    session.tell(new AttachSession.ExecutionOver());
  }

  // --- As an attachment

  Attachment attachment(long number, CompletableFuture<AttachOutcome> closed) {
    return new GrantedAttachment(this, permit, number, session, closed);
  }
}
