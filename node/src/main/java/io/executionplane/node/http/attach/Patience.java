package io.executionplane.node.http.attach;

import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;

/** Hands in, also where others have filled the input just now. */
final class Patience {

  private static final Duration AGAIN_AFTER = Duration.ofMillis(20);

  private Patience() {}

  /**
   * Calls again and again while the input is full.
   *
   * @param isAwaited whether anybody waits for the answer
   */
  static CompletionStage<InputReply> handIn(
      Supplier<CompletionStage<InputReply>> call,
      BooleanSupplier isAwaited,
      ActorSystem<?> system) {
    return call.get()
        .thenCompose(
            reply ->
                isFull(reply) && isAwaited.getAsBoolean()
                    ? Patterns.after(AGAIN_AFTER, system, () -> handIn(call, isAwaited, system))
                    : CompletableFuture.completedStage(reply));
  }

  private static boolean isFull(InputReply reply) {
    return reply instanceof InputReply.Refused refused
        && refused.refusal() == InputRefusal.INPUT_BUFFER_FULL;
  }
}
