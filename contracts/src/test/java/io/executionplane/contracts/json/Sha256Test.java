package io.executionplane.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {

  /** FIPS 180-4's example. */
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void digestsTheConcatenationOfItsParts() {
    assertThat(Sha256.of("abc".getBytes(UTF_8))).hasToString(ABC);
    assertThat(Sha256.of("a".getBytes(UTF_8), new byte[0], "bc".getBytes(UTF_8)))
        .isEqualTo(Sha256.ofText("abc"));
    assertThat(Sha256.of().text())
        .isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void givesBackTheBytesItWasMadeOf() {
    var hash = new Sha256(ABC).hash();

    assertThat(hash).hasSize(32).startsWith(0xba, 0x78);
    assertThat(Sha256.ofHash(hash)).isEqualTo(new Sha256(ABC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
        "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "sha256:ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha256:/a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha256:`a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015adsha256:"
      })
  void refusesEveryOtherSpelling(String text) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> new Sha256(text))
        .withMessage("/text must be sha256: and 64 hex digits in lower case");
    assertThat(text).doesNotMatch(Sha256.class.getAnnotation(Scalar.class).pattern());
  }

  @Test
  void refusesAHashOfAnotherLength() {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> Sha256.ofHash(new byte[31]));
  }

  @Test
  void publishesThePatternThatItFollows() {
    assertThat(ABC).matches(Sha256.class.getAnnotation(Scalar.class).pattern());
  }
}
