package io.executionplane.node;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.VerificationReport;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.NodeGuardian.Doors;
import io.executionplane.node.admission.Preview;
import io.executionplane.node.attach.AttachHost;
import io.executionplane.node.attach.AttachPermit;
import io.executionplane.node.attach.AttachReply;
import io.executionplane.node.attach.AttachWish;
import io.executionplane.node.control.ControlReply;
import io.executionplane.node.execution.Execution;
import io.executionplane.node.execution.Execution.CancelReply;
import io.executionplane.node.execution.ExecutionRegistry;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.session.Foreground;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Speaks to the node in this JVM, for one tenant. */
final class EmbeddedClient implements RuntimeClient {

  /** A waiting caller is forgotten when an execution's actor starts anew, so it asks again. */
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(20);

  private final String tenantId;
  private final ActorSystem<?> system;
  private final Doors doors;
  private final NodeParts parts;
  private final JournalStore journal;
  private final NodeSettings settings;

  EmbeddedClient(
      String tenantId, ActorSystem<?> system, Doors doors, NodeParts parts, JournalStore journal) {
    this.tenantId = tenantId;
    this.system = system;
    this.doors = doors;
    this.parts = parts;
    this.journal = journal;
    this.settings = parts.settings();
  }

  @Override
  public AdmissionRequest identified(AdmissionRequest request) {
    return request.requestId().isPresent()
        ? request
        : request.withRequestId(RequestIds.next(System.currentTimeMillis()));
  }

  @Override
  public ExecutionRef refOf(AdmissionRequest identified) {
    return ExecutionRef.derive(tenantId, identified.requestId().orElseThrow());
  }

  @Override
  public CompletionStage<SubmitReply> submit(AdmissionRequest request, Foreground foreground) {
    var identified = identified(request);
    var requestId = identified.requestId().orElseThrow();
    var loss = journal.loss();
    if (loss.isPresent()) {
      var reason = String.valueOf(loss.get().getMessage());
      return CompletableFuture.completedStage(
          new SubmitReply.NotRecorded(refOf(identified), reason));
    }
    return ask(
        refOf(identified),
        replyTo -> new Execution.Submit(identified, tenantId, requestId, foreground, replyTo),
        settings.askTimeout());
  }

  @Override
  public CompletionStage<Preview> preview(AdmissionRequest request) {
    return Preview.of(identified(request), tenantId, doors.admission(), system.scheduler());
  }

  @Override
  public CompletionStage<ExecutionResult> awaitResult(ExecutionRef ref, Duration within) {
    return awaitUntil(ref, System.nanoTime() + within.toNanos());
  }

  private CompletionStage<ExecutionResult> awaitUntil(ExecutionRef ref, long deadlineNanos) {
    var left = Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
    if (left.compareTo(ASK_AGAIN_AFTER) <= 0) {
      return ask(ref, Execution.Await::new, left);
    }
    return this.<ExecutionResult>ask(ref, Execution.Await::new, ASK_AGAIN_AFTER)
        .exceptionallyCompose(
            failure ->
                failure instanceof TimeoutException
                    ? awaitUntil(ref, deadlineNanos)
                    : CompletableFuture.failedFuture(failure));
  }

  @Override
  public CompletionStage<ExecutionState> describe(ExecutionRef ref) {
    return ask(ref, Execution.Describe::new, settings.askTimeout());
  }

  @Override
  public Source<RecordedEvent, NotUsed> events(ExecutionRef ref, long fromSeq, boolean follow) {
    return doors.readers().events(ref, fromSeq, follow);
  }

  @Override
  public Source<OutputFrame, NotUsed> output(
      ExecutionRef ref, StreamName stream, long from, boolean follow) {
    var output = doors.readers().output(ref, stream, from, follow);
    return follow ? output.via(parts.live().audiences().readers(ref)) : output;
  }

  @Override
  public Source<OutputFrame, NotUsed> outputTail(ExecutionRef ref, StreamName stream, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must be 0 or more");
    }
    return doors.readers().tail(ref, stream, bytes).via(parts.live().audiences().readers(ref));
  }

  @Override
  public Source<ByteString, NotUsed> output(ExecutionRef ref, StreamName stream, long from) {
    return parts
        .outputs()
        .read(ref, stream, from)
        .map(chunk -> chunk.bytes().drop((int) Math.max(0, from - chunk.offset())));
  }

  @Override
  public ExecutionInput input(ExecutionRef ref, StreamName stream, String by) {
    return doors.inputs().of(ref, stream, by);
  }

  @Override
  public CompletionStage<ControlReply> control(ExecutionRef ref, EffectControl wish) {
    return doors.controls().bring(ref, wish);
  }

  @Override
  public CompletionStage<AttachReply> attach(ExecutionRef ref, AttachWish wish) {
    return parts.attachDesk().attach(ref, wish, this::describe, permit -> open(ref, permit));
  }

  private CompletionStage<AttachReply> open(ExecutionRef ref, AttachPermit permit) {
    return AskPattern.ask(
        doors.attachHost(),
        replyTo -> new AttachHost.Open(ref, permit, replyTo),
        settings.askTimeout(),
        system.scheduler());
  }

  @Override
  public CompletionStage<VerificationReport> evidence(ExecutionRef ref) {
    // Not on an actor's thread: it waits for the database.
    var blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    return parts
        .anchoring()
        .anchored(ref)
        .thenApplyAsync(anchored -> Verification.of(journal, ref), blocking);
  }

  @Override
  public CompletionStage<CancelReply> cancel(ExecutionRef ref, String requestedBy) {
    return ask(ref, replyTo -> new Execution.Cancel(requestedBy, replyTo), settings.askTimeout());
  }

  private <T> CompletionStage<T> ask(
      ExecutionRef ref, Function<ActorRef<T>, Execution.Command> command, Duration within) {
    var loss = journal.loss();
    if (loss.isPresent()) {
      return CompletableFuture.failedFuture(loss.get());
    }
    return AskPattern.ask(
        doors.executions(),
        replyTo -> new ExecutionRegistry.Deliver(ref, command.apply(replyTo)),
        within,
        system.scheduler());
  }
}
