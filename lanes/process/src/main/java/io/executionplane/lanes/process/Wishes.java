package io.executionplane.lanes.process;

import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What is wished of a running command, from any thread, until its stage has a moment. Each wish
 * gets one answer, also where the stage is gone.
 */
final class Wishes {

  private static final int WAITING_MAX = 64;

  private final Queue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private volatile boolean over;

  private record Waiting(EffectControl wish, CompletableFuture<ControlAnswer> answer) {}

  /**
   * Brings a wish.
   *
   * @param ring has the stage look, if it is still there
   */
  CompletionStage<ControlAnswer> add(EffectControl wish, Runnable ring) {
    var brought = new Waiting(wish, new CompletableFuture<>());
    if (!waiting.offer(brought)) {
      return CompletableFuture.completedStage(over ? ControlAnswer.OVER : ControlAnswer.BUSY);
    }
    ring.run();
    if (over) {
      close();
    }
    return brought.answer().minimalCompletionStage();
  }

  /** Answers all that wait. To be called by the stage. */
  void answer(Function<EffectControl, ControlAnswer> answers) {
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      next.answer().complete(answers.apply(next.wish()));
    }
  }

  /** The stage is gone: from now on every wish comes too late. */
  void close() {
    over = true;
    answer(wish -> ControlAnswer.OVER);
  }
}
