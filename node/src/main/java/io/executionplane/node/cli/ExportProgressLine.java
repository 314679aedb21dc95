package io.executionplane.node.cli;

import io.executionplane.journal.export.ExportProgress;

/** One line on a terminal that says how far an export has come, and is gone afterwards. */
final class ExportProgressLine implements ExportProgress, AutoCloseable {

  /** Chunks and events between two lines: a short export shows none. */
  private static final long STEP = 256;

  private static final long MIB = 1024L * 1024;
  private static final String ERASE = "\r\u001b[K";

  private final Console console;
  private boolean shown;

  ExportProgressLine(Console console) {
    this.console = console;
  }

  @Override
  public void at(long events, long chunks, long bytes) {
    if (console.terminals().stderr() && (events + chunks) % STEP == 0) {
      console
          .err()
          .print(
              ERASE
                  + "%d events, %d chunks, %d MiB exported".formatted(events, chunks, bytes / MIB));
      console.err().flush();
      shown = true;
    }
  }

  @Override
  public void close() {
    if (shown) {
      console.err().print(ERASE);
      console.err().flush();
    }
  }
}
