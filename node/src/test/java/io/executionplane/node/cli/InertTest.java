package io.executionplane.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InertTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J", // clears the screen
        "\u001b]52;c;cm0gLXJm\u0007", // writes the clipboard
        "\u001b]8;;http://example.org\u001b\\", // a link
        "\u009b31m", // a colour, as a C1 control
        "\u202e", // reverses the order of letters
        "\u200b", // is not seen
        "a\rb", // writes over what was there
        "\u0008",
      })
  void leavesNothingThatATerminalActsOn(String hostile) {
    var shown = Inert.text(hostile);

    assertThat(shown.codePoints().filter(c -> c < 0x20 || (c >= 0x7f && c < 0xa0))).isEmpty();
    assertThat(shown).contains("\\u{").doesNotContain("\u202e").doesNotContain("\u200b");
  }

  @Test
  void leavesOrdinaryTextAlone() {
    assertThat(Inert.text("naïve ☃ 漢字 \uD83D\uDE00")).isEqualTo("naïve ☃ 漢字 \uD83D\uDE00");
  }

  @Test
  void keepsLinesOnlyWhereThereMayBeLines() {
    assertThat(Inert.text("a\n\tb")).isEqualTo("a\\u{a}\\u{9}b");
    assertThat(Inert.lines("a\n\tb")).isEqualTo("a\n\tb");
  }

  @Test
  void showsCharactersThatAreSplitBetweenPieces() throws IOException {
    var snowman = "☃".getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    var printer = new BytePrinter(out, true);

    printer.print(new byte[] {snowman[0]});
    printer.print(new byte[] {snowman[1], snowman[2]});
    printer.end();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("☃");
  }

  @Test
  void givesBytesAsTheyAreToAnythingButATerminal() throws IOException {
    var bytes = new byte[] {27, '[', '2', 'J', (byte) 0xff, 0};
    var out = new ByteArrayOutputStream();
    var printer = new BytePrinter(out, false);

    printer.print(bytes);
    printer.end();

    assertThat(out.toByteArray()).isEqualTo(bytes);
  }
}
