package io.executionplane.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  // --- What is read

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1.5",
        "\"\"",
        "[]",
        "{}",
        " \t\r\n[ 1 , {} ]\n"
      })
  void readsEveryKindOfValue(String document) {
    var tree = Json.parse(document);

    assertThat(tree).isNotNull();
    assertThat(Json.parse(document.getBytes(UTF_8))).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "2147483648, 2147483648",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775808",
    "-123456789012345678901234567890, -123456789012345678901234567890"
  })
  void keepsWholeNumbersExactly(String document, BigInteger value) {
    var number = Json.parse(document);

    assertThat(number.isIntegralNumber()).isTrue();
    assertThat(number.bigIntegerValue()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5",
    "-0.0, -0.0",
    "1E2, 100",
    "0.1e-1, 0.01",
    "1e-400, 0",
    "5e-324, 4.9e-324"
  })
  void readsOtherNumbersAsTheNearestDouble(String document, double value) {
    var number = Json.parse(document);

    assertThat(number.isDouble()).isTrue();
    assertThat(number.doubleValue()).isEqualTo(value);
  }

  @Test
  void resolvesEscapesAndPairsOfSurrogates() {
    var text = Json.parse("\"\\u0041\\n\\/\\ud83d\\ude00\\u0000\"").textValue();

    assertThat(text).isEqualTo("A\n/\ud83d\ude00\0");
  }

  // --- Limits: exactly at the edge, and one beyond

  @Test
  void readsAHundredLevelsAndNotOneMore() {
    assertThat(Json.parse("[".repeat(100) + "]".repeat(100))).isNotNull();
    assertThat(Json.parse("{\"a\":".repeat(99) + "[]" + "}".repeat(99))).isNotNull();

    assertRefused("[".repeat(101) + "]".repeat(101), "document is nested deeper than 100");
    assertRefused("{\"a\":".repeat(100) + "[]", "document is nested deeper than 100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "0.", "-0.", "1e-", "-1.5E-"})
  void readsNumbersOfAHundredCharactersAndNotOneMore(String start) {
    var atTheEdge = start + "1".repeat(100 - start.length());

    assertThat(Json.parse(atTheEdge).isNumber()).isTrue();
    assertRefused(atTheEdge + "1", "document has a number longer than 100 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "€", "\ud83d\ude00"})
  void readsNamesOf1024BytesAndNotOneMore(String character) {
    var bytes = character.getBytes(UTF_8).length;
    var atTheEdge = character.repeat(1024 / bytes) + "b".repeat(1024 % bytes);

    assertThat(Json.parse("{\"" + atTheEdge + "\":1}").has(atTheEdge)).isTrue();
    assertRefused("{\"" + atTheEdge + "b\":1}", "document has a name longer than 1024 bytes");
  }

  @Test
  void countsANameByWhatItsEscapesMean() {
    var name = "\\u0061".repeat(1024);

    assertThat(Json.parse("{\"" + name + "\":1}").has("a".repeat(1024))).isTrue();
    assertRefused("{\"" + name + "b\":1}", "document has a name longer than 1024 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "€"})
  void readsDocumentsOf8MebibytesAndNotOneByteMore(String character) {
    var bytes = character.getBytes(UTF_8).length;
    var room = 8 * 1024 * 1024 - 2;
    var text = character.repeat(room / bytes) + "b".repeat(room % bytes);

    assertThat(Json.parse(("\"" + text + "\"").getBytes(UTF_8)).textValue()).isEqualTo(text);
    assertThat(Json.parse("\"" + text + "\"").textValue()).isEqualTo(text);
    assertRefused("\"" + text + "b\"", "document is longer than 8388608 bytes");
  }

  @Test
  void readsHalfAMillionValuesAndNotOneMore() {
    var elements = "[],".repeat(499_998);

    assertThat(Json.parse("[" + elements + "0]")).hasSize(499_999);
    assertRefused("[" + elements + "0,0]", "document has more than 500000 values");
  }

  // --- What is refused

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\r "})
  void refusesADocumentWithoutAValue(String document) {
    assertRefused(document, "document is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"\\u0061\":1,\"b\":0,\"a\":2}",
        "[{\"x\":{\"\":1,\"\":{}}}]",
        "{\"\\ud83d\\ude00\":1,\"\ud83d\ude00\":2}"
      })
  void refusesANameTwiceHoweverItIsSpelled(String document) {
    assertRefused(document, "document has a name twice in one object");
  }

  @Test
  void takesNamesThatOnlyLookAlike() {
    var tree = Json.parse("{\"a\":1,\"A\":2,\"é\":3,\"e\u0301\":4,\"b\":{\"a\":5}}");

    assertThat(tree).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22 80 22", // a continuation without a start
        "22 bf 22",
        "22 c0 80 22", // overlong NUL
        "22 c1 bf 22", // overlong, two bytes
        "22 e0 80 af 22", // overlong slash, three bytes
        "22 e0 9f bf 22",
        "22 f0 80 80 af 22", // overlong, four bytes
        "22 f0 8f bf bf 22",
        "22 ed a0 80 22", // a surrogate, encoded
        "22 ed bf bf 22",
        "22 ed a0 bd ed b8 80 22", // a pair of them (CESU-8)
        "22 f4 90 80 80 22", // beyond U+10FFFF
        "22 f5 80 80 80 22",
        "22 f8 88 80 80 80 22", // five bytes
        "22 fc 84 80 80 80 80 22", // six bytes
        "22 fe 22",
        "22 ff 22",
        "22 c3 22", // cut short within the string
        "22 e2 82 22",
        "22 f0 9f 98 22",
        "22 c3", // cut short at the end
        "22 e2 82",
        "7b 22 ff 22 3a 31 7d", // in a name
        "31 ff", // after a value
        "ff fe 22 00 22 00", // UTF-16
        "22 00 22 ff"
      })
  void refusesWhateverIsNotUtf8(String hex) {
    var bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> Json.parse(bytes))
        .withMessage("document is not valid UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"a\\udbffb\"",
        "\"\\ude00\\ud83d\"",
        "\"\\ud83d\\ud83d\\ude00\"",
        "\"\\ud83d\ud83d\ude00\"",
        "{\"\\ud800\":1}",
        "{\"a\\udfff\":1}",
        "[{\"a\":[\"\\ud800\"]}]"
      })
  void refusesALoneSurrogateThatIsEscaped(String document) {
    assertRefused(document, "document contains a lone surrogate");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdfff})
  void refusesALoneSurrogateThatIsNot(int surrogate) {
    var text = "\"" + (char) surrogate + "\"";

    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> Json.parse(text))
        .withMessage("document contains a lone surrogate");
  }

  @Test
  void refusesAByteOrderMark() {
    assertRefused("\ufeff{}", "document begins with a byte order mark");
  }

  @Test
  void takesTheSameCharacterInsideAString() {
    var text = Json.parse("\"\ufeff\"").textValue();

    assertThat(text).isEqualTo("\ufeff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "1 2", "[] 0", "null null", "\"a\"\"b\"", "true[]"})
  void refusesASecondDocument(String document) {
    assertRefused(document, "document is followed by something else");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "1e309",
        "[1.8e308]",
        "1e99999999999999999999",
        "-1E+2147483648"
      })
  void refusesANumberThatWouldBecomeInfinite(String document) {
    assertRefused(document, "document has a number beyond the range of a double");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{",
        "\"",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "\"\\",
        "\"\\u00",
        "[[[",
        "-",
        "1e",
        "1e+",
        "{\"a\":-"
      })
  void refusesADocumentThatEndsTooEarly(String document) {
    assertRefused(document, "document ends too early");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,",
        "{\"a\":1,",
        "tru",
        "nul",
        "[1.",
        "NaN",
        "Infinity",
        "-Infinity",
        "nan",
        "+1",
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "-.5",
        "0x10",
        "1_000",
        "- 1",
        "--1",
        "1.e1",
        "'a'",
        "{'a':1}",
        "{a:1}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{1:2}",
        "{null:1}",
        "{[]:1}",
        "[1}",
        "{\"a\":1]",
        "]",
        "}",
        ",",
        ":",
        "/**/1",
        "//x\n1",
        "#x\n1",
        "1/**/",
        "[1,/**/2]",
        "True",
        "TRUE",
        "None",
        "undefined",
        "\"\\x41\"",
        "\"\\a\"",
        "\"\\u12G4\"",
        "\"\\'\"",
        "\"a\nb\"",
        "\"a\tb\"",
        "\"a\0b\"",
        "\"\u001f\"",
        "\u00a01",
        "\u20281",
        "\f1",
        "1\0",
        "{}x",
        "123abc",
        "\"a\"b",
        "\\u007b}"
      })
  void refusesWhatIsNotJson(String document) {
    assertRefused(document, "document is not well-formed JSON at line ");
  }

  @Test
  void saysWhereADocumentIsMalformed() {
    assertRefused(
        "{\n  \"a\": 1,\n  \"b\": x\n}", "document is not well-formed JSON at line 3, column 8");
    assertRefused(
        "[1, 1e999]", "document has a number beyond the range of a double at line 1, column 5");
  }

  // --- What a refusal tells

  static Stream<String> refusedDocumentsWithASecret() {
    var secret = "hunter2";
    return Stream.of(
        secret,
        "{\"" + secret + "\":1,\"" + secret + "\":1}",
        "{\"a\":" + secret + "}",
        "{" + secret + ":1}",
        "\"" + secret,
        "\"" + secret + "\\x",
        "\"" + secret + "\n\"",
        "[\"" + secret + "\"}",
        "{\"" + secret.repeat(200) + "\":1}",
        "{\"" + secret + "\":" + "1".repeat(101) + "}",
        "{\"" + secret + "\":1e999}",
        "{\"" + secret + "\":" + "[".repeat(101),
        "\"" + secret + "\\ud800\"",
        "{} " + secret,
        "{\"a\":1} \"" + secret + "\"");
  }

  @ParameterizedTest
  @MethodSource("refusedDocumentsWithASecret")
  void neverQuotesTheDocumentNorNamesAClass(String document) {
    var refused = catchThrowableOfType(MalformedJsonException.class, () -> Json.parse(document));

    assertThat(refused).hasNoCause().hasNoSuppressedExceptions();
    assertThat(refused.getMessage())
        .doesNotContain("hunter", "Json", "java", "fasterxml", "`", "Exception", "(", "\n")
        .hasSizeLessThan(120);
  }

  @Test
  void answersAnyBytesWithATreeOrARefusal() {
    var seed = 20261120L;
    var random = new Random(seed);
    var alphabet =
        List.of("{", "}", "[", "]", ",", ":", "\"a\"", "\"", "1", "-", ".", "e", "\\", " ");

    for (var round = 0; round < 20_000; round++) {
      var document = new StringBuilder();
      for (var i = random.nextInt(12); i > 0; i--) {
        document.append(alphabet.get(random.nextInt(alphabet.size())));
      }
      var outcome = outcomeOf(document.toString());

      assertThat(outcome)
          .as("seed %d, round %d", seed, round)
          .isInstanceOfAny(JsonNode.class, MalformedJsonException.class);
    }
  }

  private static Object outcomeOf(String document) {
    try {
      return Json.parse(document.getBytes(UTF_8));
    } catch (RuntimeException refusal) {
      return refusal;
    }
  }

  /** Both doors refuse alike. */
  private static void assertRefused(String document, String messageStart) {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> Json.parse(document))
        .withMessageStartingWith(messageStart);
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> Json.parse(document.getBytes(UTF_8)))
        .withMessageStartingWith(messageStart);
  }
}
