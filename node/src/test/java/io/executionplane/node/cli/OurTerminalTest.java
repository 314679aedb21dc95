package io.executionplane.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.node.cli.OurTerminal.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OurTerminalTest {

  @ParameterizedTest
  @CsvSource({"24 80, 80, 24", "50 132, 132, 50", "1 1, 1, 1"})
  void readsRowsAndColumnsAsSttySaysThem(String said, int cols, int rows) {
    assertThat(OurTerminal.parse(said)).isEqualTo(new Size(cols, rows));
  }

  @ParameterizedTest
  @CsvSource({"0 0", "0 80", "24 0", "''", "24", "24 80 1", "no size", "99999999999 1"})
  void takesATerminalThatDoesNotKnowItsSizeForTheUsualOne(String said) {
    assertThat(OurTerminal.parse(said)).isEqualTo(new Size(80, 24));
  }
}
