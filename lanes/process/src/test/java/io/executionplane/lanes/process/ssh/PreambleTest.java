package io.executionplane.lanes.process.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class PreambleTest {

  private final List<String> messages = new ArrayList<>();
  private final Preamble preamble =
      new Preamble(
          "word",
          message -> {
            messages.add(message);
            return message.startsWith("launched");
          });

  @Test
  void takesMessagesAndLeavesTheRest() {
    assertThat(add("\0word 1 2 3\0\0word launched /bin/é\0out\0put")).isEqualTo("out\0put");
    assertThat(messages).containsExactly("1 2 3", "launched /bin/é");
    assertThat(add("\0word no message\0")).isEqualTo("\0word no message\0");
  }

  @Test
  void takesThemHoweverTheyAreCut() {
    var out = new StringBuilder();
    "\0word 1 2 3\0\0word launched x\0output"
        .chars()
        .forEach(each -> out.append(add(String.valueOf((char) each))));

    assertThat(out.toString()).isEqualTo("output");
    assertThat(messages).containsExactly("1 2 3", "launched x");
  }

  @Test
  void leavesOutWhatALoginShellSays() {
    add("Welcome!\nYou have \0 no mail");
    add("\0wo");

    assertThat(add("rd launched x\0output")).isEqualTo("output");
    assertThat(messages).containsExactly("launched x");
  }

  @Test
  void keepsNoMoreOfItThanAMessageMayHave() {
    for (var i = 0; i < 1000; i++) {
      assertThat(add("noise".repeat(1000))).isEmpty();
    }

    assertThatThrownBy(() -> add("\0word" + "x".repeat(17 * 1024)))
        .isInstanceOf(IllegalStateException.class);
  }

  private String add(String text) {
    return preamble.add(ByteString.fromString(text)).utf8String();
  }
}
