package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.PipeReading;
import io.executionplane.lanes.process.posix.PipeSink;
import io.executionplane.lanes.process.posix.WindowSize;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A child of this process: whoever asks first, and however often it is asked, whatever is left of
 * its tree is killed and the child is reaped exactly once.
 */
final class LocalCommand implements RunningCommand {

  private final ChildProcess child;
  private final Hold hold;
  private final String executable;
  private final Executor cleaners;
  private final AtomicBoolean finishing = new AtomicBoolean();
  private final CompletableFuture<CommandEnd> finished = new CompletableFuture<>();

  /**
   * Takes charge.
   *
   * @param hold what keeps it together
   * @param executable the file that was started
   * @param cleaners where killing may block for a moment
   */
  LocalCommand(ChildProcess child, Hold hold, String executable, Executor cleaners) {
    this.child = child;
    this.hold = hold;
    this.executable = executable;
    this.cleaners = cleaners;
  }

  @Override
  public ProcessFact launched() {
    return ProcessFacts.launched(child.identity(), executable, hold);
  }

  @Override
  public Optional<Sink<ByteString, CompletionStage<PipeSink.Delivery>>> input() {
    return child.stdin();
  }

  @Override
  public Map<StreamName, Source<ByteString, PipeReading>> outputs() {
    var outputs = new LinkedHashMap<StreamName, Source<ByteString, PipeReading>>();
    outputs.put(child.hasTerminal() ? StreamName.PTY : StreamName.STDOUT, child.stdout());
    child.stderr().ifPresent(stderr -> outputs.put(StreamName.STDERR, stderr));
    return outputs;
  }

  @Override
  public CompletionStage<?> ended() {
    return child.ended();
  }

  @Override
  public boolean isRunning() {
    return child.isRunning();
  }

  @Override
  public boolean hasFollowers() {
    return hold.hasFollowers();
  }

  @Override
  public boolean signal(int signal) {
    return hold.signal(signal);
  }

  @Override
  public boolean resize(int columns, int rows) {
    try {
      return child.resize(new WindowSize(columns, rows));
    } catch (IOException noTerminal) {
      return false;
    }
  }

  @Override
  public CompletionStage<CommandEnd> finish() {
    if (finishing.compareAndSet(false, true)) {
      cleaners.execute(this::sweepAndReap);
    }
    return finished.minimalCompletionStage();
  }

  private void sweepAndReap() {
    try {
      var remains = hold.end();
      child.signalGroup(Signals.KILL);
      if (child.isRunning()) { // Held by the kernel, in an uninterruptible wait.
        child
            .ended()
            .thenApply(ended -> ProcessFacts.end(ended.reap(), remains))
            .whenComplete(this::settle);
      } else {
        finished.complete(ProcessFacts.end(child.reap(), remains));
      }
    } catch (RuntimeException broken) {
      child.signalGroup(Signals.KILL);
      finished.completeExceptionally(broken);
    }
  }

  private void settle(CommandEnd end, Throwable failure) {
    if (failure == null) {
      finished.complete(end);
    } else {
      finished.completeExceptionally(failure);
    }
  }

  @Override
  public void abandon() {
    finish().whenComplete((end, failure) -> child.discardPipes());
  }
}
