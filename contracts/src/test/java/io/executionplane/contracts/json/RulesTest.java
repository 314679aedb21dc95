package io.executionplane.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  record Sample(
      @NotBlank @WithoutNul @Length(max = 3) String text,
      @Range(min = -1, max = 1) long number,
      @Size(min = 1, max = 2) List<@NotBlank String> list,
      @Size(max = 1) Map<@NotBlank @Length(max = 2) String, @Length(max = 1) String> map,
      @NotBlank @Length(max = 2) Optional<String> maybe,
      Optional<@Size(max = 2) Bytes> bytes,
      @NotBlank @Nullable String remark,
      @Range(min = 0) List<List<Integer>> numbers,
      Optional<Instant> at) {

    private static final Rules RULES = Rules.of(Sample.class);

    Sample {
      RULES.check(text, number, list, map, maybe, bytes, remark, numbers, at).orThrow();
    }

    static Sample fine() {
      return new Sample(
          "abc",
          1,
          List.of("a"),
          Map.of("k", "v"),
          Optional.of("ab"),
          Optional.of(Bytes.copyOf(new byte[2])),
          null,
          List.of(List.of(0)),
          Optional.empty());
    }

    Sample text(String other) {
      return new Sample(other, number, list, map, maybe, bytes, remark, numbers, at);
    }

    Sample number(long other) {
      return new Sample(text, other, list, map, maybe, bytes, remark, numbers, at);
    }

    Sample list(List<String> other) {
      return new Sample(text, number, other, map, maybe, bytes, remark, numbers, at);
    }

    Sample map(Map<String, String> other) {
      return new Sample(text, number, list, other, maybe, bytes, remark, numbers, at);
    }

    Sample maybe(String other) {
      return new Sample(text, number, list, map, Optional.of(other), bytes, remark, numbers, at);
    }

    Sample bytes(int size) {
      var other = Optional.of(Bytes.copyOf(new byte[size]));
      return new Sample(text, number, list, map, maybe, other, remark, numbers, at);
    }

    Sample remark(String other) {
      return new Sample(text, number, list, map, maybe, bytes, other, numbers, at);
    }

    Sample numbers(List<List<Integer>> other) {
      return new Sample(text, number, list, map, maybe, bytes, remark, other, at);
    }

    Sample at(Instant other) {
      return new Sample(text, number, list, map, maybe, bytes, remark, numbers, Optional.of(other));
    }
  }

  private static final Sample FINE = Sample.fine();

  @Test
  void takesWhatLiesExactlyAtTheEdge() {
    assertThatCode(
            () -> {
              FINE.text("a");
              FINE.text("\ud83d\ude00".repeat(3));
              FINE.number(-1).number(1);
              FINE.list(List.of("a", "b"));
              FINE.map(Map.of()).map(Map.of("kk", ""));
              FINE.bytes(0).bytes(2);
              FINE.remark("r");
              FINE.at(Instant.parse("0000-01-01T00:00:00Z"));
              FINE.at(Instant.parse("9999-12-31T23:59:59.999999999Z"));
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u2003", "\u2007", "\u3000", "\u2028"})
  void takesNoTextForTextThatIsBlank(String blank) {
    assertRefused(() -> FINE.text(blank), "/text", "must not be blank");
    assertRefused(() -> FINE.maybe(blank), "/maybe", "must not be blank");
    assertRefused(() -> FINE.list(List.of(blank)), "/list/0", "must not be blank");
    assertRefused(() -> FINE.remark(blank), "/remark", "must not be blank");
  }

  @Test
  void countsCharactersAsPeopleAndOtherLanguagesDo() {
    assertRefused(() -> FINE.text("abcd"), "/text", "must have at most 3 characters");
    assertRefused(
        () -> FINE.text("\ud83d\ude00".repeat(4)), "/text", "must have at most 3 characters");
    assertRefused(() -> FINE.maybe("abc"), "/maybe", "must have at most 2 characters");
  }

  @Test
  void refusesNulWhereTheOperatingSystemWouldEndTheText() {
    assertRefused(() -> FINE.text("a\0b"), "/text", "must not contain NUL");
  }

  @Test
  void refusesTextThatIsNoText() {
    assertRefused(() -> FINE.text("\ud800"), "/text", "must not contain a lone surrogate");
    assertRefused(
        () -> FINE.list(List.of("a\udfff")), "/list/0", "must not contain a lone surrogate");
    assertRefused(
        () -> FINE.map(Map.of("\udfff", "")),
        "/map",
        "has a name that must not contain a lone surrogate");
  }

  @Test
  void boundsNumbersOnBothSides() {
    assertRefused(() -> FINE.number(-2), "/number", "must be at least -1");
    assertRefused(() -> FINE.number(2), "/number", "must be at most 1");
    assertRefused(
        () -> FINE.numbers(List.of(List.of(0, -1))), "/numbers/0/1", "must be at least 0");
  }

  record Count(long value) {

    private static final Rules RULES = Rules.of(Count.class);

    Count {
      RULES.check(value).orThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {9_007_199_254_740_992L, -9_007_199_254_740_992L, Long.MAX_VALUE, Long.MIN_VALUE})
  void refusesANumberThatSomeReadersWouldChange(long value) {
    assertRefused(() -> new Count(value), "/value", "must be between -(2^53-1) and 2^53-1");
    assertThat(new Count((1L << 53) - 1).value()).isPositive();
  }

  @Test
  void boundsSizes() {
    assertRefused(() -> FINE.list(List.of()), "/list", "must have at least 1 elements");
    assertRefused(() -> FINE.list(List.of("a", "b", "c")), "/list", "must have at most 2 elements");
    assertRefused(() -> FINE.map(Map.of("a", "", "b", "")), "/map", "must have at most 1 elements");
    assertRefused(() -> FINE.bytes(3), "/bytes", "must have at most 2 bytes");
  }

  @Test
  void tellsNamesFromWhatTheyName() {
    assertRefused(() -> FINE.map(Map.of("", "")), "/map", "has a name that must not be blank");
    assertRefused(
        () -> FINE.map(Map.of("kkk", "")),
        "/map",
        "has a name that must have at most 2 characters");
    assertRefused(
        () -> FINE.map(Map.of("k/~", "")),
        "/map",
        "has a name that must have at most 2 characters");
    assertRefused(() -> FINE.map(Map.of("k", "vv")), "/map/k", "must have at most 1 characters");
  }

  record Names(Map<String, Integer> map) {

    private static final Rules RULES = Rules.of(Names.class);

    Names {
      RULES.check(map).orThrow();
    }
  }

  @Test
  void refusesANameThatADocumentCouldNotHave() {
    assertThat(new Names(Map.of("é".repeat(512), 1)).map()).hasSize(1);
    assertRefused(
        () -> new Names(Map.of("é".repeat(512) + "a", 1)),
        "/map",
        "has a name that must have at most 1024 bytes");
  }

  @Test
  void refusesNothingWhereSomethingMustBe() {
    assertRefused(() -> FINE.text(null), "/text", "is required");
    assertRefused(() -> FINE.list(null), "/list", "is required");
    assertRefused(() -> FINE.list(Arrays.asList("a", null)), "/list/1", "is required");
    assertRefused(() -> FINE.map(Collections.singletonMap("k", null)), "/map/k", "is required");
    assertThat(FINE.remark(null).remark()).isNull();
  }

  @Test
  void refusesAMomentThatNobodyCanSpell() {
    var rule = "must lie in the years 0000 to 9999";

    assertRefused(() -> FINE.at(Instant.MAX), "/at", rule);
    assertRefused(() -> FINE.at(Instant.parse("+10000-01-01T00:00:00Z")), "/at", rule);
    assertRefused(() -> FINE.at(Instant.parse("-0001-12-31T23:59:59.999999Z")), "/at", rule);
  }

  // --- Rules over several components

  record Span(String name, @Range(min = 0) long fromHere, long to, List<String> notes) {

    private static final Rules RULES = Rules.of(Span.class);

    Span {
      RULES
          .check(name, fromHere, to, notes)
          .and(() -> to > fromHere, "fromHere", "must be less than to")
          .and(() -> !name.equals("none"), "name", "must name a span")
          .and(notes, list -> !list.contains("x"), "notes", "must not contain x")
          .and(notes, name, List::contains, "notes", "must contain the name")
          .orThrow();
      notes = List.copyOf(notes);
    }
  }

  @Test
  void tellsTheRulesOfComponentsAndThoseBetweenThemTogether() {
    var refused =
        catchThrowableOfType(
            ContractViolationException.class, () -> new Span("none", -1, -2, List.of("x")));

    assertThat(refused.violations())
        .containsExactly(
            new Violation("/from_here", "must be at least 0"),
            new Violation("/from_here", "must be less than to"),
            new Violation("/name", "must name a span"),
            new Violation("/notes", "must not contain x"),
            new Violation("/notes", "must contain the name"));
  }

  @Test
  void doesNotAskARuleThatWouldMeetNull() {
    assertRefused(() -> new Span(null, 0, 1, List.of()), "/name", "is required");
    assertRefused(() -> new Span("a", 0, 1, null), "/notes", "is required");
  }

  @Test
  void wantsEveryComponent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rules.of(Span.class).check("name", 0L))
        .withMessage("give every component, in order");
  }

  private static void assertRefused(Runnable making, String pointer, String message) {
    var refused = catchThrowableOfType(ContractViolationException.class, making::run);

    assertThat(refused).isNotNull();
    assertThat(refused.violations()).containsExactly(new Violation(pointer, message));
  }
}
