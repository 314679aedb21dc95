package io.executionplane.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class ExportProgressLineTest {

  private final StringWriter err = new StringWriter();

  private void export(int chunks, boolean onTerminal) {
    var console =
        new Console(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err, true),
            new Terminals(false, false, onTerminal));
    try (var line = new ExportProgressLine(console)) {
      for (var chunk = 1; chunk <= chunks; chunk++) {
        line.at(4, chunk, chunk * 65_536L);
      }
    }
  }

  @Test
  void tellsATerminalHowFarALongExportHasComeAndLeavesNothing() {
    export(600, true);

    assertThat(err.toString())
        .contains("4 events, 252 chunks, 15 MiB exported")
        .contains("4 events, 508 chunks, 31 MiB exported")
        .endsWith("\r\u001b[K");
  }

  @Test
  void saysNothingOfAShortOneOrWhereNobodyWatches() {
    export(20, true);
    export(600, false);

    assertThat(err.toString()).isEmpty();
  }
}
