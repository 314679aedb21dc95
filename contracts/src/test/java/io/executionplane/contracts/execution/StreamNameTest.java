package io.executionplane.contracts.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Scalar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "0", "frames_in", "abcdefghijklmnopqrstuvwxyz_01234"})
  void hasUpTo32Characters(String text) {
    assertThat(new StreamName(text)).hasToString(text);
    assertThat(text).matches(StreamName.class.getAnnotation(Scalar.class).pattern());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abcdefghijklmnopqrstuvwxyz_012345",
        "A",
        "std-out",
        "std.out",
        "a/b",
        "..",
        "a b",
        "é",
        "a\0",
        "a\n"
      })
  void refusesEveryOtherSpelling(String text) {
    assertThat(StreamName.isName(text)).isFalse();
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> new StreamName(text))
        .withMessage("/text must be 1 to 32 characters of a-z, 0-9 and _");
    assertThat(text).doesNotMatch(StreamName.class.getAnnotation(Scalar.class).pattern());
  }
}
