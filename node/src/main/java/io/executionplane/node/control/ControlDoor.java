package io.executionplane.node.control;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.control.ControlReply.Done;
import io.executionplane.node.control.ControlReply.Refused;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Brings a wish to the effect of an execution, or says why it cannot be brought.
 *
 * @param effects asks the effects that run in this JVM; one that is not there has not started
 * @param states where an execution stands
 */
public record ControlDoor(
    BiFunction<ExecutionRef, EffectControl, CompletionStage<ControlAnswer>> effects,
    Function<ExecutionRef, CompletionStage<ExecutionState>> states) {

  /** Brings a wish; nothing is done where the answer is a refusal. */
  public CompletionStage<ControlReply> bring(ExecutionRef ref, EffectControl wish) {
    return effects
        .apply(ref, wish)
        .thenCompose(
            answer ->
                answer == ControlAnswer.NOT_STARTED
                    ? states.apply(ref).thenApply(ControlDoor::absent)
                    : CompletableFuture.completedStage(reply(answer)));
  }

  private static ControlReply absent(ExecutionState state) {
    if (state.isNew()) {
      return new Refused(ControlRefusal.EXECUTION_UNKNOWN);
    }
    return new Refused(
        state.ended().isPresent()
            ? ControlRefusal.EXECUTION_TERMINAL
            : ControlRefusal.EXECUTION_NOT_STARTED);
  }

  private static ControlReply reply(ControlAnswer answer) {
    return switch (answer) {
      case DONE -> new Done();
      case UNSUPPORTED -> new Refused(ControlRefusal.CONTROL_UNSUPPORTED);
      case NOT_STARTED -> new Refused(ControlRefusal.EXECUTION_NOT_STARTED);
      case OVER -> new Refused(ControlRefusal.EXECUTION_TERMINAL);
      case INPUT_CLOSED -> new Refused(ControlRefusal.EXECUTION_INPUT_CLOSED);
      case BUSY -> new Refused(ControlRefusal.CONTROL_BUSY);
    };
  }
}
