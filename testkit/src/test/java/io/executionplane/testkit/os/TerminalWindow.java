package io.executionplane.testkit.os;

import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.Ending;
import io.executionplane.lanes.process.posix.ProcessTree;
import io.executionplane.lanes.process.posix.Reactor;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import io.executionplane.lanes.process.posix.Spawner;
import io.executionplane.lanes.process.posix.WindowSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A window with a terminal in which a program runs, and one who looks at it and types. */
public final class TerminalWindow implements AutoCloseable {

  private final Reactor reactor = new Reactor("terminal-window");
  private final StringBuilder unseen = new StringBuilder();
  private final StringBuilder all = new StringBuilder();
  private final Duration within;
  private final ChildProcess child;
  private final BoundedSourceQueue<ByteString> keys;
  private CompletableFuture<Void> more = new CompletableFuture<>();

  /**
   * Opens a window of 80 by 24 and starts a program in it.
   *
   * @param within longest wait for anything
   */
  public TerminalWindow(
      ActorSystem<?> system, List<String> command, Map<String, String> environment, Duration within)
      throws IOException, SpawnFailed {
    this.within = within;
    child = new Spawner(reactor, ForkJoinPool.commonPool()).spawn(request(command, environment));
    keys = Source.<ByteString>queue(64).toMat(child.stdin().orElseThrow(), Keep.left()).run(system);
    var unused = child.stdout().to(Sink.foreach(bytes -> show(bytes.utf8String()))).run(system);
  }

  private static SpawnRequest request(List<String> command, Map<String, String> environment) {
    return new SpawnRequest(
        command.get(0),
        command,
        environment.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList(),
        Path.of("").toAbsolutePath().toString(),
        Stdin.PIPE,
        Stderr.TO_STDOUT,
        Optional.of(new WindowSize(80, 24)),
        Optional.empty());
  }

  private synchronized void show(String text) {
    unseen.append(text);
    all.append(text);
    more.complete(null);
  }

  /** Looks until a text has been shown; everything up to it counts as seen after this. */
  public void waitFor(String text) {
    for (var next = look(text); next.isPresent(); next = look(text)) {
      await(next.get(), text);
    }
  }

  private synchronized Optional<CompletableFuture<Void>> look(String text) {
    var at = unseen.indexOf(text);
    if (at >= 0) {
      unseen.delete(0, at + text.length());
      return Optional.empty();
    }
    more = new CompletableFuture<>();
    return Optional.of(more);
  }

  /** Presses keys. */
  public void type(String text) {
    keys.offer(ByteString.fromString(text));
  }

  /** Drags the window. */
  public void resize(int columns, int rows) throws IOException {
    child.resize(new WindowSize(columns, rows));
  }

  /** Waits for the end of the program. */
  public Ending ended() {
    await(child.ended().toCompletableFuture(), "its end");
    return child.reap();
  }

  private <T> T await(Future<T> future, String what) {
    try {
      return future.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException failed) {
      throw new AssertionError("no " + what + "; it shows:\n" + shown(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private synchronized String shown() {
    return all.toString();
  }

  /** Closes the window: what still runs in it is killed. */
  @Override
  public void close() {
    if (child.signalGroup(0)) {
      ProcessTree.sweep(child);
      ended();
    }
    if (!keys.isCompleted()) {
      keys.complete();
    }
    reactor.close();
  }
}
