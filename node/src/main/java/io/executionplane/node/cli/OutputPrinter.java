package io.executionplane.node.cli;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.replay.Piece;
import io.executionplane.journal.replay.Speed;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Puts out again what an execution put out, each part when it is due. */
final class OutputPrinter {

  private final Console console;
  private final boolean together;

  /**
   * A printer.
   *
   * @param together whether everything goes to our standard output, whatever stream it is of
   */
  OutputPrinter(Console console, boolean together) {
    this.console = console;
    this.together = together;
  }

  void print(Iterator<Piece> pieces, Speed speed) throws IOException {
    var out = console.bytePrinter(false);
    var err = console.bytePrinter(true);
    var start = System.nanoTime();
    while (pieces.hasNext()) {
      var piece = pieces.next();
      await(start + speed.due(piece.atMicros()).toNanos());
      print(piece, isForStderr(piece) ? err : out);
    }
    out.end();
    err.end();
  }

  private boolean isForStderr(Piece piece) {
    return !together && piece.stream().equals(StreamName.STDERR);
  }

  private void print(Piece piece, BytePrinter printer) throws IOException {
    if (piece instanceof Piece.Output output) {
      printer.print(output.bytes().toArray());
    } else if (piece instanceof Piece.Gap gap) {
      console.complain(
          "%s: bytes %d to %d are not stored (%s)"
              .formatted(
                  gap.stream(),
                  gap.range().from(),
                  gap.range().to(),
                  gap.cause().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static void await(long dueNanos) {
    for (var left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new CliException(ExitStatus.INTERRUPTED, "interrupted");
      }
    }
  }
}
