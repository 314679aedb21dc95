package io.executionplane.contracts.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

  /** RFC 4648, section 10. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, Zg==",
    "fo, Zm8=",
    "foo, Zm9v",
    "foob, Zm9vYg==",
    "fooba, Zm9vYmE=",
    "foobar, Zm9vYmFy"
  })
  void spellsBytesAsTheStandardDoes(String text, String base64) {
    var bytes = Bytes.copyOf(text.getBytes(US_ASCII));

    assertThat(bytes.base64()).isEqualTo(base64);
    assertThat(Bytes.fromBase64(base64)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zg",
        "Zg=",
        "Zg===",
        "Zh==",
        "Zm9=",
        "Zm8",
        "=",
        "====",
        "Z",
        "Zm9v\n",
        " Zm9v",
        "Zm 9v",
        "Zm9v=",
        "-_-_",
        "Zm9v*",
        "Zg==Zg==",
        "Zm9vé"
      })
  void refusesEveryOtherSpelling(String text) {
    assertThat(Bytes.fromBase64(text)).isNull();
  }

  @Test
  void cannotBeChangedThroughTheArraysThatItCameFromOrGave() {
    var array = new byte[] {1, 2};
    var bytes = Bytes.copyOf(array);

    array[0] = 9;
    bytes.toArray()[1] = 9;

    assertThat(bytes.toArray()).containsExactly(1, 2);
    assertThat(bytes.size()).isEqualTo(2);
  }

  @Test
  void equalsTheSameBytesAndPrintsNone() {
    var bytes = Bytes.copyOf(new byte[] {104, 105});

    assertThat(bytes).isEqualTo(Bytes.copyOf(new byte[] {104, 105})).hasToString("2 bytes");
    assertThat(bytes).isNotEqualTo(Bytes.empty());
    assertThat(bytes).hasSameHashCodeAs(Bytes.copyOf(bytes.toArray()));
  }
}
