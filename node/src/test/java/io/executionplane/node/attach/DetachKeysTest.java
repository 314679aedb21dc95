package io.executionplane.node.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetachKeysTest {

  /** What is typed has a bar between pieces; {@code ~} marks that the keys were pressed. */
  @ParameterizedTest
  @CsvSource({
    "'a,b', xay, xay",
    "'a,b', xaby, x~",
    "'a,b', x|a|b|y, x~",
    "'a,b', aab, a~",
    "'a,a,b', aaaab, aa~",
    "'a,b', a|c, ac",
    "'a,b', a, a",
    "q, xq, x~"
  })
  void holdsBackWhatMayBeTheKeysAndPassesOnWhatIsNot(String keys, String typed, String expected) {
    var watch = DetachKeys.parse(keys).watch();
    var passed = new StringBuilder();

    for (var piece : typed.split("\\|", -1)) {
      passed.append(watch.passed(ByteString.fromString(piece)).utf8String());
    }

    passed.append(watch.rest().utf8String()).append(watch.isPressed() ? "~" : "");
    assertThat(passed).hasToString(expected);
  }

  @Test
  void knowsControlKeys() {
    var watch = DetachKeys.parse("ctrl-p,ctrl-[,ctrl-_").watch();

    watch.passed(ByteString.fromArray(new byte[] {0x10, 0x1b, 0x1f}));

    assertThat(watch.isPressed()).isTrue();
    assertThat(DetachKeys.parse(DetachKeys.USUAL)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ctrl-", "ctrl-1", "ctrl-pq", "ü", "a,,b", "a,b,c,d,e,f,g,h,i"})
  void refusesWhatIsNoKey(String text) {
    assertThatThrownBy(() -> DetachKeys.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("detach key");
  }
}
