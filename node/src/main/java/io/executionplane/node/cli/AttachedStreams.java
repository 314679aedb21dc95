package io.executionplane.node.cli;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.spi.EffectControl.Resize;
import io.executionplane.node.attach.DetachKeys;
import io.executionplane.node.remote.ConnectionLostException;
import io.executionplane.node.remote.RemoteOutput;
import io.executionplane.node.remote.RemoteSession;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.util.ByteString;

/** Our standard streams, or our terminal, joined to an execution at a server. */
final class AttachedStreams {

  private static final int PIECE_BYTES = 16 * 1024;
  private static final long ANSWER_WITHIN_SECONDS = 30;

  private final RemoteSession session;
  private final Console console;
  private final boolean readOnly;

  /** Completes with our exit status. */
  private final CompletableFuture<Integer> over = new CompletableFuture<>();

  AttachedStreams(RemoteSession session, Console console, boolean readOnly) {
    this.session = session;
    this.console = console;
    this.readOnly = readOnly;
  }

  /** Joins them until the execution has ended, or we leave. Gives our exit status. */
  int join(DetachKeys keys) {
    var terminal = takeOver();
    try (terminal) {
      var raw = terminal.isTaken();
      if (!readOnly) {
        start("stdin", () -> type(raw ? Optional.of(keys.watch()) : Optional.empty()));
      }
      print(raw);
      return await(over);
    }
  }

  /** Our terminal, where it is joined to another. */
  private record Joined(Optional<OurTerminal> terminal) implements AutoCloseable {

    boolean isTaken() {
      return terminal.isPresent();
    }

    @Override
    public void close() {
      terminal.ifPresent(OurTerminal::close);
    }
  }

  /** Only where both are terminals: what has none refuses to be made another size. */
  private Joined takeOver() {
    var ours = console.terminals();
    if (readOnly || !ours.stdin() || !ours.stdout() || !resized(OurTerminal.size())) {
      return new Joined(Optional.empty());
    }
    var terminal = OurTerminal.takeOver();
    WindowChanges.onChange(
        () -> {
          var size = OurTerminal.size();
          var unused = session.control(new Resize(size.cols(), size.rows()));
        });
    return new Joined(Optional.of(terminal));
  }

  private boolean resized(OurTerminal.Size size) {
    var answer =
        session
            .control(new Resize(size.cols(), size.rows()))
            .orTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
    return await(answer).isEmpty();
  }

  // --- Towards the execution

  private void type(Optional<DetachKeys.Watch> watch) {
    var keys = new FileInputStream(FileDescriptor.in);
    var piece = new byte[PIECE_BYTES];
    // Only the end of our input is the end of its; one who leaves ends nothing.
    var input = session.input(StreamName.STDIN);
    try {
      for (var read = keys.read(piece); read >= 0; read = keys.read(piece)) {
        var typed = ByteString.fromArray(piece, 0, read);
        write(input, watch.map(each -> each.passed(typed)).orElse(typed));
        if (watch.filter(DetachKeys.Watch::isPressed).isPresent()) {
          over.complete(ExitStatus.OK);
          return;
        }
      }
      input.close();
    } catch (IOException closed) {
      // Nobody takes what we type any more: we look on.
    }
  }

  private static void write(OutputStream input, ByteString bytes) throws IOException {
    if (!bytes.isEmpty()) {
      input.write(bytes.toArrayUnsafe());
    }
  }

  // --- Towards us

  private void print(boolean raw) {
    var isInert = !raw && console.terminals().stdout();
    var out = new BytePrinter(new FileOutputStream(FileDescriptor.out), isInert);
    var err =
        new BytePrinter(
            new FileOutputStream(FileDescriptor.err), !raw && console.terminals().stderr());
    var printed =
        List.of(
            printed(session.read(StreamName.PTY, 0), out),
            printed(session.read(StreamName.STDOUT, 0), out),
            printed(session.read(StreamName.STDERR, 0), err));
    var unused =
        CompletableFuture.allOf(printed.toArray(CompletableFuture[]::new))
            .thenCompose(all -> session.result())
            .thenApply(ExitStatus::of)
            .whenComplete(
                (status, failure) -> {
                  if (failure == null) {
                    over.complete(status);
                  } else {
                    over.completeExceptionally(failure);
                  }
                });
  }

  private static CompletableFuture<Void> printed(RemoteOutput from, BytePrinter to) {
    var done = new CompletableFuture<Void>();
    start(
        "output",
        () -> {
          try (from) {
            copy(from, to);
            done.complete(null);
          } catch (IOException failure) {
            done.completeExceptionally(failure);
          }
        });
    return done;
  }

  private static void copy(RemoteOutput from, BytePrinter to) throws IOException {
    var piece = new byte[PIECE_BYTES];
    for (var read = from.read(piece); read >= 0; read = from.read(piece)) {
      synchronized (to) {
        to.print(Arrays.copyOf(piece, read));
      }
    }
    synchronized (to) {
      to.end();
    }
  }

  private static void start(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  // --- Until then

  private static <T> T await(CompletableFuture<T> stage) {
    try {
      return stage.get();
    } catch (ExecutionException failed) {
      throw failure(failed.getCause() == null ? failed : failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitStatus.INTERRUPTED, "interrupted");
    }
  }

  private static CliException failure(Throwable cause) {
    return cause instanceof ConnectionLostException || cause instanceof TimeoutException
        ? new CliException(
            ExitStatus.CONNECTION_LOST, "the connection was lost: " + cause.getMessage())
        : new CliException(String.valueOf(cause.getMessage()));
  }
}
