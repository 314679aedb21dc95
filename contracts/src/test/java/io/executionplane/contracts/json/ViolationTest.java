package io.executionplane.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationTest {

  @Test
  void readsAsASentence() {
    assertThat(new Violation("/payload/argv/3", "must not contain NUL"))
        .hasToString("/payload/argv/3 must not contain NUL");
    assertThat(new Violation("", "must be an object")).hasToString("value must be an object");
  }

  @Test
  void isSafeToPrintWhateverTheCallerCalledAField() {
    var hostile = "/\u001b[31m\r\nroot: ok\u202e\u0000\u2028é\ud83d\ude00";

    assertThat(new Violation(hostile, "is not known"))
        .hasToString(
            "/\\u{1b}[31m\\u{d}\\u{a}root: ok\\u{202e}\\u{0}\\u{2028}é\ud83d\ude00 is not known");
  }

  @Test
  void travelsWithOthersOfItsValue() {
    var refused =
        new ContractViolationException(
            List.of(new Violation("/a", "is required"), new Violation("/b", "is not known")));

    assertThat(refused).hasMessage("/a is required; /b is not known");
    assertThat(refused.violations()).hasSize(2);
  }
}
