package io.executionplane.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

  // --- A contract that uses everything once

  record Everything(
      String text,
      boolean flag,
      int small,
      long large,
      Instant at,
      Bytes bytes,
      Color color,
      Word word,
      Point point,
      Shape shape,
      JsonObject free,
      @Nullable String remark,
      Optional<Integer> maybe,
      List<Point> points,
      Map<String, Long> counts) {

    private static final Rules RULES = Rules.of(Everything.class);

    Everything {
      RULES
          .check(
              text, flag, small, large, at, bytes, color, word, point, shape, free, remark, maybe,
              points, counts)
          .orThrow();
    }
  }

  enum Color {
    RED,
    DARK_BLUE,
    @WireName("off-white")
    WHITE
  }

  @Scalar(pattern = "^[a-z]+$")
  record Word(String text) {

    private static final Rules RULES = Rules.of(Word.class);

    Word {
      RULES
          .check(text)
          .and(() -> text.chars().allMatch(Character::isLowerCase), "text", "must be lower case")
          .orThrow();
    }
  }

  record Point(int x, int y) {}

  @Tagged("kind")
  sealed interface Shape {}

  @Tag("circle")
  record Circle(@Range(min = 1) int radius) implements Shape {

    private static final Rules RULES = Rules.of(Circle.class);

    Circle {
      RULES.check(radius).orThrow();
    }
  }

  @Tag("line")
  record Line(Point from, Point to) implements Shape {}

  sealed interface Deed permits Quiet, Paint, Gone {}

  sealed interface Quiet extends Deed permits Gone {}

  @Tag("paint.v1")
  record Paint(Color color) implements Deed {}

  @Tag("gone.v1")
  record Gone() implements Quiet, Deed {}

  record Entry(@TagIn("deed_type") Deed deed, int seq) {}

  private static final Contract<Everything> EVERYTHING = Contract.of(Everything.class);
  private static final Contract<Entry> ENTRY = Contract.of(Entry.class);
  private static final Contract<Shape> SHAPE = Contract.of(Shape.class);

  private static final String LEAST =
      """
      {"at":"2026-11-20T08:00:00.000000Z","bytes":"aGk=","color":"red","flag":true,"free":{},\
      "large":9007199254740991,"point":{"x":1,"y":2},"remark":null,\
      "shape":{"kind":"circle","radius":3},"small":-1,"text":"t","word":"abc"}\
      """;

  private static final String FULL =
      """
      {"at":"2026-11-20T08:00:00.000000Z","bytes":"aGk=","color":"off-white",\
      "counts":{"":1,"a":-2,"\ud83d\ude00":3,"\ufb33":4},"flag":false,"free":{"a":[null]},\
      "large":-9007199254740991,"maybe":0,"point":{"x":1,"y":2},\
      "points":[{"x":0,"y":0},{"x":2147483647,"y":-2147483648}],"remark":"r",\
      "shape":{"from":{"x":0,"y":0},"kind":"line","to":{"x":1,"y":1}},"small":0,"text":"","word":"z"}\
      """;

  // --- Reading and writing

  @ParameterizedTest
  @ValueSource(strings = {LEAST, FULL})
  void writesBackExactlyWhatItReads(String document) {
    var value = EVERYTHING.decode(document.getBytes(UTF_8));

    assertThat(new String(EVERYTHING.canonical(value), UTF_8)).isEqualTo(document);
  }

  @Test
  void leavesOutWhatIsEmptyAndKeepsWhatIsNull() {
    var value = EVERYTHING.decode(LEAST.getBytes(UTF_8));

    assertThat(value.maybe()).isEmpty();
    assertThat(value.points()).isEmpty();
    assertThat(value.counts()).isEmpty();
    assertThat(value.remark()).isNull();
    assertThat(EVERYTHING.encode(value).has("maybe")).isFalse();
    assertThat(EVERYTHING.encode(value).get("remark").isNull()).isTrue();
  }

  @Test
  void readsAnEmptyListOrMapAsAnAbsentOne() {
    var tree = tree(LEAST);
    tree.putArray("points");
    tree.putObject("counts");

    var value = EVERYTHING.decode(tree);

    assertThat(new String(EVERYTHING.canonical(value), UTF_8)).isEqualTo(LEAST);
  }

  @Test
  void countsNumbersByTheirValue() {
    var tree =
        tree(LEAST.replace("\"small\":-1", "\"small\":-10e-1").replace("\"x\":1", "\"x\":1.0"));

    var value = EVERYTHING.decode(tree);

    assertThat(new String(EVERYTHING.canonical(value), UTF_8)).isEqualTo(LEAST);
  }

  @Test
  void givesListsAndMapsThatCannotBeChanged() {
    var value = EVERYTHING.decode(tree(FULL));

    assertThat(value.points()).isUnmodifiable();
    assertThat(value.counts()).isUnmodifiable();
    assertThat(value.counts().keySet()).containsExactly("", "a", "\ud83d\ude00", "\ufb33");
  }

  @Test
  void leavesTheTreeThatItReadsAsItWas() {
    var tree = tree(FULL);

    EVERYTHING.decode(tree);

    assertThat(tree).isEqualTo(tree(FULL));
  }

  @Test
  void givesAnObjectItsType() {
    var object = JsonObject.of(tree(FULL));

    var value = EVERYTHING.decode(object);

    assertThat(EVERYTHING.encodeObject(value)).isEqualTo(object);
  }

  // --- Violations

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text   | 1                        | /text      | must be a string",
        "text   | \"\\u0000\"              |            |",
        "flag   | \"true\"                 | /flag      | must be true or false",
        "flag   | 0                        | /flag      | must be true or false",
        "small  | 2147483648               | /small     | must be a whole number between"
            + " -2147483648 and 2147483647",
        "small  | 1.5                      | /small     | must be a whole number between"
            + " -2147483648 and 2147483647",
        "small  | 1e300                    | /small     | must be a whole number between"
            + " -2147483648 and 2147483647",
        "small  | \"1\"                    | /small     | must be a whole number between"
            + " -2147483648 and 2147483647",
        "large  | 9007199254740992         | /large     | must be a whole number between -(2^53-1)"
            + " and 2^53-1",
        "large  | -9007199254740992        | /large     | must be a whole number between -(2^53-1)"
            + " and 2^53-1",
        "large  | 92233720368547758080     | /large     | must be a whole number between -(2^53-1)"
            + " and 2^53-1",
        "large  | 0.1                      | /large     | must be a whole number between -(2^53-1)"
            + " and 2^53-1",
        "at     | \"2026-11-20T08:00:00\"  | /at        | must be a date-time with offset (RFC"
            + " 3339)",
        "at     | 1763625600               | /at        | must be a date-time with offset (RFC"
            + " 3339)",
        "at     | \"0000-01-01T00:00:00+01:00\" | /at   | must lie in the years 0000 to 9999",
        "at     | \"9999-12-31T23:59:59-01:00\" | /at   | must lie in the years 0000 to 9999",
        "bytes  | \"aGk\"                  | /bytes     | must be base64 (RFC 4648, section 4)",
        "bytes  | []                       | /bytes     | must be base64 (RFC 4648, section 4)",
        "color  | \"RED\"                  | /color     | must be one of red, dark_blue, off-white",
        "color  | \"white\"                | /color     | must be one of red, dark_blue, off-white",
        "color  | 0                        | /color     | must be one of red, dark_blue, off-white",
        "word   | \"Abc\"                  | /word      | must be lower case",
        "word   | {\"text\":\"abc\"}       | /word      | must be a string",
        "point  | [1,2]                    | /point     | must be an object",
        "point  | {\"x\":1}                | /point/y   | is required",
        "point  | {\"x\":1,\"y\":2,\"z\":3}| /point/z   | is not known",
        "point  | {\"x\":1,\"y\":null}     | /point/y   | must not be null",
        "shape  | \"circle\"               | /shape     | must be an object",
        "shape  | {\"radius\":3}           | /shape/kind | is required",
        "shape  | {\"kind\":\"cube\"}      | /shape/kind | must be one of circle, line",
        "shape  | {\"kind\":null}          | /shape/kind | must be one of circle, line",
        "shape  | {\"kind\":[\"circle\"]}  | /shape/kind | must be one of circle, line",
        "shape  | {\"kind\":\"circle\",\"radius\":0} | /shape/radius | must be at least 1",
        "shape  | {\"kind\":\"circle\",\"radius\":1,\"from\":0} | /shape/from | is not known",
        "free   | []                       | /free      | must be an object",
        "free   | {\"a\":9007199254740993} | /free      | must have a canonical form: a whole"
            + " number that no double can express must travel as text",
        "remark | 1                        | /remark    | must be a string",
        "maybe  | null                     | /maybe     | must not be null",
        "maybe  | \"\"                     | /maybe     | must be a whole number between"
            + " -2147483648 and 2147483647",
        "points | {}                       | /points    | must be an array",
        "points | null                     | /points    | must not be null",
        "points | [{\"x\":1,\"y\":2},{\"x\":true,\"y\":2}] | /points/1/x | must be a whole number"
            + " between -2147483648 and 2147483647",
        "points | [null]                   | /points/0  | must be an object",
        "counts | []                       | /counts    | must be an object",
        "counts | {\"a/b~c\":\"\"}         | /counts/a~1b~0c | must be a whole number between"
            + " -(2^53-1) and 2^53-1",
        "counts | {\"\":null}              | /counts/   | must be a whole number between -(2^53-1)"
            + " and 2^53-1"
      })
  void saysWhereAndWhatMustHold(String name, String value, String pointer, String message) {
    var tree = tree(LEAST);
    tree.set(name, Json.parse(value));

    var violations = EVERYTHING.violations(tree);

    if (pointer == null) {
      assertThat(violations).isEmpty();
    } else {
      assertThat(violations).containsExactly(new Violation(pointer, message));
    }
  }

  @Test
  void tellsEverythingThatIsWrongInOneGo() {
    var tree =
        tree(
            """
            {"text":1,"flag":true,"small":"x","at":"never","bytes":"aGk=","color":"red","word":"ABC",
             "point":{"x":"1","y":"2","z":"3"},"shape":{"kind":"circle","radius":0},"free":{},
             "remark":7,"points":[{"x":1,"y":1},5,{"y":true}],"counts":{"a":"b","c":1},"surprise":{}}\
            """);

    assertThat(EVERYTHING.violations(tree).stream().map(Violation::pointer))
        .containsExactlyInAnyOrder(
            "/surprise",
            "/text",
            "/small",
            "/large",
            "/at",
            "/word",
            "/point/x",
            "/point/y",
            "/point/z",
            "/shape/radius",
            "/remark",
            "/points/1",
            "/points/2/x",
            "/points/2/y",
            "/counts/a");
  }

  @Test
  void throwsWithEveryViolation() {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> EVERYTHING.decode(tree("{}")))
        .satisfies(refused -> assertThat(refused.violations()).hasSize(12))
        .withMessageContaining("/text is required; /flag is required; ");
  }

  @Test
  void blamesTheWholeValueIfItIsNoObject() {
    assertThat(EVERYTHING.violations(Json.parse("[]")))
        .containsExactly(new Violation("", "must be an object"));
    assertThat(SHAPE.violations(Json.parse("null")))
        .containsExactly(new Violation("", "must be an object"));
  }

  @Test
  void countsWhatItDoesNotKeep() {
    var tree = tree(LEAST);
    for (var i = 0; i < 5_000; i++) {
      tree.put("unknown_" + i, i);
    }

    assertThat(EVERYTHING.violations(tree))
        .hasSize(101)
        .contains(new Violation("/unknown_99", "is not known"))
        .endsWith(new Violation("", "has 4900 more violations"));
  }

  @Test
  void neverQuotesAValue() {
    var secret = Json.parse("\"hunter2\"");
    var tree = tree(LEAST);
    List.of("flag", "small", "large", "at", "bytes", "color", "point", "shape", "free", "points")
        .forEach(name -> tree.set(name, secret));

    assertThat(EVERYTHING.violations(tree)).hasSize(10);
    assertThat(EVERYTHING.violations(tree).toString()).doesNotContain("hunter2");
  }

  // --- Families

  @Test
  void readsAFamilyByTheTagWithin() {
    var line =
        SHAPE.decode(
            tree("{\"kind\":\"line\",\"from\":{\"x\":0,\"y\":0},\"to\":{\"x\":1,\"y\":1}}"));

    assertThat(line).isEqualTo(new Line(new Point(0, 0), new Point(1, 1)));
    assertThat(new String(SHAPE.canonical(new Circle(2)), UTF_8))
        .isEqualTo("{\"kind\":\"circle\",\"radius\":2}");
  }

  @Test
  void readsAFamilyByTheTagBeside() {
    var document = "{\"deed\":{\"color\":\"red\"},\"deed_type\":\"paint.v1\",\"seq\":1}";

    var entry = ENTRY.decode(document.getBytes(UTF_8));

    assertThat(entry).isEqualTo(new Entry(new Paint(Color.RED), 1));
    assertThat(new String(ENTRY.canonical(entry), UTF_8)).isEqualTo(document);
  }

  @Test
  void knowsTheMembersOfGroupsWithinAFamily() {
    var document = "{\"deed\":{},\"deed_type\":\"gone.v1\",\"seq\":2}";

    var entry = ENTRY.decode(document.getBytes(UTF_8));

    assertThat(entry.deed()).isEqualTo(new Gone());
    assertThat(new String(ENTRY.canonical(entry), UTF_8)).isEqualTo(document);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"deed\":{},\"seq\":1}                        | /deed_type | is required",
        "{\"deed\":{},\"deed_type\":\"x\",\"seq\":1}    | /deed_type | must be one of gone.v1,"
            + " paint.v1",
        "{\"deed\":{},\"deed_type\":7,\"seq\":1}        | /deed_type | must be one of gone.v1,"
            + " paint.v1",
        "{\"deed_type\":\"gone.v1\",\"seq\":1}          | /deed      | is required",
        "{\"deed\":null,\"deed_type\":\"gone.v1\",\"seq\":1} | /deed | must not be null",
        "{\"deed\":[],\"deed_type\":\"gone.v1\",\"seq\":1}   | /deed | must be an object",
        "{\"deed\":{\"deed_type\":1},\"deed_type\":\"gone.v1\",\"seq\":1} | /deed/deed_type | is"
            + " not known"
      })
  void saysWhatIsWrongWithATagOrItsBody(String document, String pointer, String message) {
    assertThat(ENTRY.violations(tree(document))).containsExactly(new Violation(pointer, message));
  }

  @Test
  void missesBothTheTagAndTheBody() {
    assertThat(ENTRY.violations(tree("{\"seq\":1}")))
        .containsExactly(
            new Violation("/deed_type", "is required"), new Violation("/deed", "is required"));
  }

  // --- Secrets

  record Secrets(
      @Redacted String token,
      @Redacted Optional<String> maybe,
      @Redacted List<String> several,
      @Redacted Map<String, String> named,
      String open) {}

  @Test
  void recordsTheDigestOfASecretAndNoByteOfIt() {
    var contract = Contract.of(Secrets.class);
    var value =
        new Secrets(
            "hunter2",
            Optional.of("hunter3"),
            List.of("hunter4", ""),
            Map.of("name", "hunter5"),
            "open");

    var recorded = new String(contract.canonicalRedacted(value), UTF_8);

    assertThat(recorded)
        .doesNotContain("hunter")
        .contains(
            "\"token\":\"redacted:" + Sha256.ofText("hunter2") + "\"",
            "\"maybe\":\"redacted:" + Sha256.ofText("hunter3") + "\"",
            "\"redacted:" + Sha256.ofText("hunter4") + "\"",
            "\"name\":\"redacted:" + Sha256.ofText("hunter5") + "\"",
            "\"open\":\"open\"");
    assertThat(contract.decode(recorded.getBytes(UTF_8)).open()).isEqualTo("open");
    assertThat(contract.decode(contract.canonical(value))).isEqualTo(value);
  }

  // --- What cannot be a contract, or a value

  record WithDouble(double value) {}

  record WithDecimal(BigDecimal value) {}

  record WithSet(Set<String> value) {}

  record WithNumberedMap(Map<Integer, String> value) {}

  record WithSecretNumber(@Redacted int value) {}

  record WithTagOfText(@TagIn("type") String value) {}

  record WithOptionalTag(@TagIn("type") Optional<Deed> value) {}

  record WithNullableTag(@TagIn("type") @Nullable Deed value) {}

  record WithTagTwice(@TagIn("type") Deed value, String type) {}

  sealed interface Untagged {}

  record NoTag() implements Untagged {}

  record WithUntagged(@TagIn("type") Untagged value) {}

  sealed interface Twins {}

  @Tag("same")
  record Castor() implements Twins {}

  @Tag("same")
  record Pollux() implements Twins {}

  @Scalar
  record Pair(String one, String two) {}

  @Scalar
  record Amount(Point value) {}

  enum Clash {
    A,
    @WireName("a")
    B
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        WithDouble.class,
        WithDecimal.class,
        WithSet.class,
        WithNumberedMap.class,
        WithSecretNumber.class,
        WithTagOfText.class,
        WithOptionalTag.class,
        WithNullableTag.class,
        WithTagTwice.class,
        WithUntagged.class,
        Twins.class,
        Pair.class,
        Amount.class,
        Clash.class,
        Object.class
      })
  void refusesATypeThatHasNoWireForm(Class<?> type) {
    assertThatIllegalArgumentException().isThrownBy(() -> Contract.of(type));
  }

  @Test
  void refusesToMakeAnObjectOfWhatIsNone() {
    var word = Contract.of(Word.class);

    assertThat(word.canonical(new Word("abc"))).isEqualTo("\"abc\"".getBytes(UTF_8));
    assertThatIllegalArgumentException().isThrownBy(() -> word.encodeObject(new Word("abc")));
  }

  record Unchecked(long number, Instant at) {}

  @Test
  void writesNothingThatItWouldNotReadBack() {
    var contract = Contract.of(Unchecked.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> contract.canonical(new Unchecked(1L << 53, Instant.EPOCH)))
        .withMessage("a whole number beyond 2^53 - 1 must travel as text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contract.canonical(new Unchecked(0, Instant.MAX)))
        .withMessage("a moment must lie in the years 0000 to 9999");
  }

  record Nested(JsonObject free) {}

  @Test
  void doesNotNestAnObjectDeeperThanItCouldReadBack() {
    var contract = Contract.of(Nested.class);
    var deep = "{\"a\":".repeat(98) + "{}" + "}".repeat(98);

    var fits = new Nested(JsonObject.of(tree(deep)));
    var deeper = new Nested(JsonObject.of(tree("{\"a\":" + deep + "}")));

    assertThat(contract.decode(contract.canonical(fits))).isEqualTo(fits);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contract.canonical(deeper))
        .withMessage("nesting must not be deeper than 100");
  }

  record Broken(int value) {

    Broken {
      if (value == 7) {
        throw new UnsupportedOperationException("a mistake of ours");
      }
    }
  }

  @Test
  void doesNotPassOffAMistakeOfOursAsOneOfTheCaller() {
    var contract = Contract.of(Broken.class);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> contract.decode(tree("{\"value\":7}")))
        .havingCause()
        .withMessage("a mistake of ours");
  }

  private static ObjectNode tree(String document) {
    return (ObjectNode) Json.parse(document);
  }
}
