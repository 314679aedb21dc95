package io.executionplane.lanes.process;

import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.Ending;
import io.executionplane.lanes.process.posix.ProcessTree;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One child and the duty to see to its end: whoever asks first, and however often it is asked,
 * whatever is left of its tree is killed and the child is reaped exactly once.
 */
final class Custody {

  private final ChildProcess child;
  private final String executable;
  private final Executor cleaners;
  private final AtomicBoolean finishing = new AtomicBoolean();
  private final CompletableFuture<Ending> finished = new CompletableFuture<>();

  /**
   * Takes charge.
   *
   * @param executable the file that was started
   * @param cleaners where killing may block for a moment
   */
  Custody(ChildProcess child, String executable, Executor cleaners) {
    this.child = child;
    this.executable = executable;
    this.cleaners = cleaners;
  }

  ChildProcess child() {
    return child;
  }

  String executable() {
    return executable;
  }

  /**
   * Kills what is left of the tree, the leader too if it still runs, and reaps it.
   *
   * @return how the leader ended; fails only when nobody can know, because foreign code in this JVM
   *     waited for it
   */
  CompletionStage<Ending> finish() {
    if (finishing.compareAndSet(false, true)) {
      cleaners.execute(this::sweepAndReap);
    }
    return finished.minimalCompletionStage();
  }

  private void sweepAndReap() {
    try {
      ProcessTree.sweep(child);
      if (child.isRunning()) { // Held by the kernel, in an uninterruptible wait.
        child.ended().thenApply(ChildProcess::reap).whenComplete(this::settle);
      } else {
        finished.complete(child.reap());
      }
    } catch (RuntimeException broken) {
      child.signalGroup(Signals.KILL);
      finished.completeExceptionally(broken);
    }
  }

  private void settle(Ending ending, Throwable failure) {
    if (failure == null) {
      finished.complete(ending);
    } else {
      finished.completeExceptionally(failure);
    }
  }

  /**
   * Finishes, and then closes the pipes that no stream has run on. Not before: an input that broke
   * off must not look like a complete one to a child that still runs.
   */
  void abandon() {
    finish().whenComplete((ending, failure) -> child.discardPipes());
  }
}
