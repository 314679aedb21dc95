package io.executionplane.lanes.process.guest;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.lanes.process.CommandEnd;
import io.executionplane.lanes.process.RunningCommand;
import io.executionplane.lanes.process.Signals;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.guest.bridge.Payload;
import io.executionplane.lanes.process.posix.PipeReading;
import io.executionplane.lanes.process.posix.PipeSink.Delivery;
import io.executionplane.lanes.process.stream.InboxSource;
import io.executionplane.lanes.process.stream.InputSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A command in a guest. What it started is looked after by the agent there. */
final class GuestCommand implements RunningCommand {

  private static final int INT = 2;

  private final ProcessFact launched;
  private final Conversation conversation;
  private final GuestOrder order;
  private final AtomicBoolean finishing = new AtomicBoolean();
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean followersGone;

  /** Takes charge of a command that runs. */
  GuestCommand(ProcessFact launched, Conversation conversation, GuestOrder order) {
    this.launched = launched;
    this.conversation = conversation;
    this.order = order;
    if (order.mergesErrors()) {
      conversation.stderr().inbox().discard();
    }
    if (!order.takesInput() && !conversation.isExtended()) {
      conversation.input().endInput();
    }
    conversation.end().whenComplete((end, unknown) -> conversation.allIsKnown());
  }

  @Override
  public ProcessFact launched() {
    return launched;
  }

  @Override
  public Optional<Sink<ByteString, CompletionStage<Delivery>>> input() {
    var input = conversation.input();
    var over =
        CompletableFuture.anyOf(
            conversation.ended().toCompletableFuture(), input.closed().toCompletableFuture());
    return order.takesInput()
        ? Optional.of(Sink.fromGraph(new InputSink(input, over)))
        : Optional.empty();
  }

  @Override
  public Map<StreamName, Source<ByteString, PipeReading>> outputs() {
    var outputs = new LinkedHashMap<StreamName, Source<ByteString, PipeReading>>();
    put(outputs, conversation.stdout());
    if (!order.mergesErrors()) {
      put(outputs, conversation.stderr());
    }
    return outputs;
  }

  private void put(
      Map<StreamName, Source<ByteString, PipeReading>> outputs, ArrivingOutput output) {
    outputs.put(output.name(), Source.fromGraph(source(output)));
  }

  private InboxSource source(ArrivingOutput output) {
    return conversation.isExtended()
        ? new InboxSource(output.inbox(), heldOpen -> lastCall(output, heldOpen))
        : new InboxSource(output.inbox());
  }

  private void lastCall(ArrivingOutput output, RuntimeException heldOpen) {
    output.failWith(heldOpen);
    var wire = output == conversation.stderr() ? Op.STDERR : Op.STDOUT;
    conversation.ask(Op.LAST_CALL, Payload.none().put("stream", wire));
  }

  @Override
  public CompletionStage<?> ended() {
    return conversation.ended();
  }

  @Override
  public boolean isRunning() {
    return !conversation.hasEnded();
  }

  /** Asks the agent, and says what is known so far. */
  @Override
  public boolean hasFollowers() {
    if (!conversation.isExtended()) {
      return false;
    }
    if (!followersGone && asking.compareAndSet(false, true)) {
      conversation
          .ask(Op.FOLLOWERS, Payload.none())
          .whenComplete(
              (answer, lost) -> {
                followersGone = lost != null || !answer.path(Op.FOLLOWERS).asBoolean(true);
                asking.set(false);
              });
    }
    return !followersGone;
  }

  /**
   * A guest that goes no further than version 1 can be interrupted and closed. Where something else
   * is asked of it, nothing is sent, and the session is closed.
   */
  @Override
  public boolean signal(int signal) {
    if (!isRunning()) {
      return false;
    }
    if (conversation.isExtended()) {
      conversation.ask(Op.SIGNAL, Payload.none().put(Op.SIGNAL, signal));
      return true;
    }
    if (signal == INT) {
      conversation.ask(Op.INTERRUPT, Payload.none());
      return true;
    }
    if (signal != Signals.CONT) {
      conversation.finish();
    }
    return false;
  }

  @Override
  public boolean resize(int columns, int rows) {
    if (!isRunning() || !conversation.isExtended()) {
      return false;
    }
    conversation.ask(Op.RESIZE, Payload.none().put("cols", columns).put("rows", rows));
    return true;
  }

  @Override
  public CompletionStage<CommandEnd> finish() {
    if (finishing.compareAndSet(false, true)) {
      conversation.finish();
    }
    return conversation.end();
  }

  @Override
  public void abandon() {
    finish()
        .whenComplete(
            (end, failure) -> {
              conversation.stdout().inbox().discard();
              conversation.stderr().inbox().discard();
            });
  }
}
