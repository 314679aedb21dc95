package io.executionplane.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.samples.RandomJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The published examples, for those who have them beside the repository. */
  private static final Path PUBLISHED = Path.of("..", "..", "shared", "data", "jcs");

  // --- Examples

  @ParameterizedTest
  @ValueSource(strings = {"literals", "nesting", "numbers", "order", "scalar", "strings"})
  void writesOurExamplesByteForByte(String name) throws Exception {
    assertWritesByteForByte(ownExamples(), name + ".json");
  }

  @Test
  void writesThePublishedExamplesByteForByte() throws Exception {
    assumeTrue(Files.isDirectory(PUBLISHED), "skipped, because the examples are not there");

    for (var name : List.of("arrays", "french", "structures", "unicode", "values", "weird")) {
      assertWritesByteForByte(PUBLISHED, name + ".json");
    }
  }

  @Test
  void writesItsOwnOutputAgainAsItIs() {
    var seed = 8785L;
    var json = new RandomJson(new Random(seed));

    for (var round = 0; round < 20_000; round++) {
      var tree = json.object();
      var written = CanonicalJson.text(tree);

      assertThat(CanonicalJson.text(Json.parse(written)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(written);
      assertThat(CanonicalJson.text(json.shuffled(tree))).isEqualTo(written);
    }
  }

  @Test
  void writesBytesThatAreItsTextInUtf8() {
    var tree = Json.parse("{\"€\":\"\ud83d\ude00\"}");

    assertThat(CanonicalJson.bytes(tree)).isEqualTo(CanonicalJson.text(tree).getBytes(UTF_8));
  }

  // --- Numbers

  @ParameterizedTest
  @CsvSource({
    "9007199254740992, 9007199254740992",
    "9007199254740994, 9007199254740994",
    "9223372036854776000, 9223372036854776000",
    "295147905179352830000, 295147905179352830000",
    "1000000000000000000000, 1e+21",
    "-1000000000000000000000, -1e+21"
  })
  void writesWholeNumbersThatADoubleExpresses(String document, String canonical) {
    assertThat(CanonicalJson.text(Json.parse(document))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "-9007199254740993",
        "9223372036854775807",
        "9223372036854775808", // 2^63 itself: its shortest spelling, 9223372036854776000, names
        // another
        "123456789012345678901234567890",
        "{\"a\":[9007199254740995]}"
      })
  void refusesAWholeNumberThatWouldChangeSilently(String document) {
    assertHasNoCanonicalForm(
        Json.parse(document), "a whole number that no double can express must travel as text");
  }

  @Test
  void refusesANumberThatWouldBecomeInfinite() {
    var rule = "a number must lie in the range of a double";

    assertHasNoCanonicalForm(NODES.numberNode(new BigDecimal("1e400")), rule);
    assertHasNoCanonicalForm(NODES.numberNode(BigInteger.TEN.pow(400)), rule);
    assertHasNoCanonicalForm(NODES.numberNode(Double.POSITIVE_INFINITY), rule);
    assertHasNoCanonicalForm(NODES.numberNode(Double.NaN), rule);
    assertHasNoCanonicalForm(NODES.numberNode(Float.NEGATIVE_INFINITY), rule);
  }

  @Test
  void writesNumbersOfAllTypesAlike() {
    var numbers =
        NODES
            .arrayNode()
            .add(NODES.numberNode((short) 5))
            .add(5)
            .add(5L)
            .add(BigInteger.valueOf(5))
            .add(5f)
            .add(5d)
            .add(new BigDecimal("5.000"));

    assertThat(CanonicalJson.text(numbers)).isEqualTo("[5,5,5,5,5,5,5]");
  }

  // --- What could not be read back is not written

  @Test
  void refusesALoneSurrogate() {
    var rule = "a lone surrogate has no canonical form";

    assertHasNoCanonicalForm(NODES.textNode("\ud800"), rule);
    assertHasNoCanonicalForm(NODES.textNode("a\udc00b"), rule);
    assertHasNoCanonicalForm(NODES.objectNode().put("\udbff", 1), rule);
  }

  @Test
  void writesAHundredLevelsAndNotOneMore() {
    assertThat(CanonicalJson.text(nested(100))).hasSize(200);

    assertHasNoCanonicalForm(nested(101), "nesting must not be deeper than 100");
  }

  @Test
  void writesNamesOf1024BytesAndNotOneMore() {
    assertThat(CanonicalJson.text(NODES.objectNode().put("é".repeat(512), 1))).isNotEmpty();

    assertHasNoCanonicalForm(
        NODES.objectNode().put("é".repeat(512) + "a", 1),
        "a name must not be longer than 1024 bytes");
  }

  @Test
  void refusesWhatIsNoJsonValue() {
    assertHasNoCanonicalForm(NODES.binaryNode(new byte[1]), "not a JSON value: BINARY");
    assertHasNoCanonicalForm(NODES.pojoNode("x"), "not a JSON value: POJO");
    assertHasNoCanonicalForm(NODES.missingNode(), "not a JSON value: MISSING");
  }

  private static JsonNode nested(int levels) {
    var tree = NODES.arrayNode();
    for (var level = 1; level < levels; level++) {
      tree = NODES.arrayNode().add(tree);
    }
    return tree;
  }

  private static void assertHasNoCanonicalForm(JsonNode tree, String ruleStart) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.bytes(tree))
        .withMessageStartingWith(ruleStart);
  }

  private static Path ownExamples() throws URISyntaxException {
    return Path.of(CanonicalJsonTest.class.getResource("/jcs").toURI());
  }

  private static void assertWritesByteForByte(Path examples, String name) throws IOException {
    var input = Files.readAllBytes(examples.resolve("input").resolve(name));
    var output = Files.readAllBytes(examples.resolve("output").resolve(name));

    assertThat(new String(CanonicalJson.bytes(Json.parse(input)), UTF_8))
        .as(name)
        .isEqualTo(new String(output, UTF_8));
  }
}
