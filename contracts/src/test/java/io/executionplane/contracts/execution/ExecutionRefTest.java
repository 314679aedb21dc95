package io.executionplane.contracts.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Scalar;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionRefTest {

  /** Computed once with another language's SHA-256 and base32. */
  @ParameterizedTest
  @CsvSource({
    "default, req-1, ex_dztxmt43vigbcxfgchvvg24uuz",
    "a, bc, ex_pd3pgvlcjaftm4zrsadjztsu2t",
    "ab, c, ex_mt2v2t6urpd5psad5tmyhcned2",
    "'', '', ex_2355xc656rzpdtepy5ejk4vkkj",
    "tenant-é, 0190163d-8694-739b-aea5-966c26f8ad91, ex_ex3ejcozggweg7p5ya4s2ewhtk",
    "default, \ud83d\ude00, ex_h2dzpafsxfr6nlctz3oxrgbxdq"
  })
  void isDerivedFromTenantAndRequest(String tenant, String request, String ref) {
    assertThat(ExecutionRef.derive(tenant, request)).hasToString(ref);
  }

  @Test
  void keepsApartWhatOnlyTogetherIsTheSame() {
    assertThat(ExecutionRef.derive("a\0", "b")).hasToString("ex_sqfpj6vvlpfdu26nk7lcd6g7b7");
    assertThat(ExecutionRef.derive("a", "\0b")).hasToString("ex_w7q2zue3mvve63fbext7ctvuwr");
    assertThat(ExecutionRef.derive("", "ab")).isNotEqualTo(ExecutionRef.derive("ab", ""));
  }

  @Test
  void meetsNoOtherRequestAmongMany() {
    var seed = 26L;
    var random = new Random(seed);
    var seen = new HashMap<ExecutionRef, String>();

    for (var round = 0; round < 20_000; round++) {
      var tenant = text(random);
      var request = text(random);
      var ids = tenant.length() + ":" + tenant + request;

      var other = seen.put(ExecutionRef.derive(tenant, request), ids);

      assertThat(other).as("seed %d, round %d", seed, round).isIn(null, ids);
    }
  }

  /** Short, of few characters, NUL among them: so that concatenations meet often. */
  private static String text(Random random) {
    var text = new StringBuilder();
    for (var i = random.nextInt(5); i > 0; i--) {
      text.append("\0\1ab".charAt(random.nextInt(4)));
    }
    return text.toString();
  }

  @Test
  void refusesIdsThatAreNoText() {
    assertThatIllegalArgumentException().isThrownBy(() -> ExecutionRef.derive("\ud800", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> ExecutionRef.derive("a", "b\udc00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ex_aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ex_zyxwvutsrqponmlkjihgfe7654",
        "ex_23456722222222222222222222"
      })
  void isSpelledInBase32(String text) {
    assertThat(new ExecutionRef(text).text()).isEqualTo(text);
    assertThat(text).matches(ExecutionRef.class.getAnnotation(Scalar.class).pattern());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ex_",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ex_aaaaaaaaaaaaaaaaaaaaaaaaa",
        "ex_aaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ex_aaaaaaaaaaaaaaaaaaaaaaaaaA",
        "ex_aaaaaaaaaaaaaaaaaaaaaaaaa1",
        "ex_aaaaaaaaaaaaaaaaaaaaaaaaa8",
        "ex_aaaaaaaaaaaaaaaaaaaaaaaaa=",
        "ex_aaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "EX_aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ex-aaaaaaaaaaaaaaaaaaaaaaaaaa",
        " ex_aaaaaaaaaaaaaaaaaaaaaaaaa",
        "ex_ａaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesEveryOtherSpelling(String text) {
    assertThat(ExecutionRef.isRef(text)).isFalse();
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> new ExecutionRef(text))
        .withMessage("/text must be ex_ and 26 characters of a-z and 2-7");
    assertThat(text).doesNotMatch(ExecutionRef.class.getAnnotation(Scalar.class).pattern());
  }

  @Test
  void isOrderedByItsText() {
    var first = new ExecutionRef("ex_2aaaaaaaaaaaaaaaaaaaaaaaaa");
    var second = new ExecutionRef("ex_aaaaaaaaaaaaaaaaaaaaaaaaaa");

    assertThat(first).isLessThan(second).isEqualByComparingTo(first);
  }
}
