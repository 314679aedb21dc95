package io.executionplane.node.input;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.wake.Topic;
import io.executionplane.journal.wake.Waiter;
import io.executionplane.journal.wake.Wakeups;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/**
 * Finds the gate of an input, or says why there is none.
 *
 * @param states where an execution stands
 * @param opensWithin how long an execution that has started may take to open its input
 * @param executor runs what follows a wait
 */
public record InputDoor(
    OpenInputs inputs,
    Wakeups wakeups,
    Function<ExecutionRef, CompletionStage<ExecutionState>> states,
    Duration opensWithin,
    Executor executor) {

  /**
   * The input of an execution.
   *
   * @param by who hands in, for the record
   */
  public ExecutionInput of(ExecutionRef ref, StreamName stream, String by) {
    var topic = Topic.of(ref, stream);
    return new ExecutionInput() {
      @Override
      public CompletionStage<InputReply> append(ByteString bytes) {
        return enter(topic, gate -> gate.append(OptionalLong.empty(), bytes, by));
      }

      @Override
      public CompletionStage<InputReply> append(long expectedOffset, ByteString bytes) {
        var expected = OptionalLong.of(expectedOffset);
        return enter(topic, gate -> gate.append(expected, bytes, by));
      }

      @Override
      public CompletionStage<InputReply> end() {
        return enter(topic, gate -> gate.end(by));
      }
    };
  }

  /** A call at a gate. */
  private interface Call extends Function<InputGate, CompletionStage<InputReply>> {}

  private CompletionStage<InputReply> enter(Topic topic, Call call) {
    return enter(topic, call, System.nanoTime() + opensWithin.toNanos());
  }

  private CompletionStage<InputReply> enter(Topic topic, Call call, long deadlineNanos) {
    var gate = inputs.find(topic);
    if (gate.isPresent()) {
      return call.apply(gate.get());
    }
    return inputs.isTaken(topic)
        ? refused(InputRefusal.INPUT_TAKEN, 0)
        : waitForGate(topic, call, deadlineNanos);
  }

  /** Waits first and asks then, so that the gate cannot open in between unseen. */
  private CompletionStage<InputReply> waitForGate(Topic topic, Call call, long deadlineNanos) {
    var waiting = wakeups.await(List.of(topic, Topic.events(topic.ref())), executor);
    return states
        .apply(topic.ref())
        .thenCompose(
            state ->
                inputs.isThere(topic)
                    ? enter(topic, call, deadlineNanos)
                    : objection(state, topic.stream().orElseThrow())
                        .orElseGet(() -> enterLater(waiting, topic, call, deadlineNanos)))
        .whenComplete((reply, failure) -> waiting.close());
  }

  private CompletionStage<InputReply> enterLater(
      Waiter waiting, Topic topic, Call call, long deadlineNanos) {
    return waiting
        .woken()
        .thenApply(done -> true)
        .toCompletableFuture()
        .completeOnTimeout(
            false, Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS)
        .thenCompose(
            woken ->
                woken
                    ? enter(topic, call, deadlineNanos)
                    : refused(InputRefusal.INPUT_NOT_OPEN, 0));
  }

  /** Why there will be no gate; empty if there may be one. */
  private static Optional<CompletionStage<InputReply>> objection(
      ExecutionState state, StreamName stream) {
    var closed = Optional.ofNullable(state.streams().closed().get(stream));
    long at = closed.map(StreamRecord::totalBytes).orElse(0L);
    if (state.isNew()) {
      return Optional.of(refused(InputRefusal.EXECUTION_UNKNOWN, at));
    } else if (state.ended().isPresent()) {
      return Optional.of(refused(InputRefusal.EXECUTION_TERMINAL, at));
    } else if (closed.isPresent()) {
      return Optional.of(refused(InputRefusal.EXECUTION_INPUT_CLOSED, at));
    }
    return state.started().isPresent()
        ? Optional.empty()
        : Optional.of(refused(InputRefusal.INPUT_NOT_OPEN, at));
  }

  private static CompletionStage<InputReply> refused(InputRefusal refusal, long at) {
    return CompletableFuture.completedStage(new InputReply.Refused(refusal, at));
  }
}
