package io.executionplane.lanes.process;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One start of a command, for somebody who may be gone by the time that it succeeds. */
public final class Launch {

  private final Consumer<RunningCommand> onSuccess;
  private final Consumer<Throwable> onFailure;
  private @Nullable RunningCommand running;
  private boolean abandoned;

  /** Exactly one of the two is told, on any thread, unless the launch is abandoned before. */
  Launch(Consumer<RunningCommand> onSuccess, Consumer<Throwable> onFailure) {
    this.onSuccess = onSuccess;
    this.onFailure = onFailure;
  }

  /** The command runs. Where nobody waits for it any more, it is ended. */
  public void succeeded(RunningCommand started) {
    if (isWaitedFor(started)) {
      onSuccess.accept(started);
    } else {
      started.abandon();
    }
  }

  private synchronized boolean isWaitedFor(RunningCommand started) {
    running = started;
    return !abandoned;
  }

  /** The command could not be started, and nothing of it is left. */
  public void failed(Throwable cause) {
    if (!isAbandoned()) {
      onFailure.accept(cause);
    }
  }

  /** Whether nobody waits any more, so that it need not be started at all. */
  public synchronized boolean isAbandoned() {
    return abandoned;
  }

  /** Nobody waits any more. Ends the command, now or as soon as it has started. Idempotent. */
  synchronized void abandon() {
    abandoned = true;
    if (running != null) {
      running.abandon();
    }
  }
}
