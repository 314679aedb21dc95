package io.executionplane.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ByKindTest {

  @ByKind
  sealed interface Setting {}

  @Scalar
  record Count(@Range(min = 0) long count) implements Setting {

    private static final Rules RULES = Rules.of(Count.class);

    Count {
      RULES.check(count).orThrow();
    }
  }

  @Scalar
  record Word(String word) implements Setting {}

  @Scalar
  record Switch(boolean on) implements Setting {}

  record Settings(List<Setting> all, List<JsonValue> anything) {}

  private static final Contract<Settings> SETTINGS = Contract.of(Settings.class);

  @Test
  void isReadByTheKindOfTheValue() {
    var document = "{\"all\":[1,\"one\",true],\"anything\":[[],{\"a\":1},0.5,\"x\",false]}";

    var read = SETTINGS.decode(Json.parse(document));

    assertThat(read.all()).containsExactly(new Count(1), new Word("one"), new Switch(true));
    assertThat(new String(SETTINGS.canonical(read), UTF_8)).isEqualTo(document);
  }

  @Test
  void refusesOtherKindsAndBrokenRules() {
    var document = "{\"all\":[-1,[],0.5,null],\"anything\":[null]}";

    assertThat(SETTINGS.violations(Json.parse(document)))
        .extracting(Violation::toString)
        .containsExactly(
            "/all/0 must be at least 0",
            "/all/1 must be a boolean or a number or a string",
            "/all/2 must be a whole number between -(2^53-1) and 2^53-1",
            "/all/3 must be a boolean or a number or a string",
            "/anything/0 must have a canonical form: null is no value");
  }

  @ByKind
  sealed interface Texts {}

  @Scalar
  record One(String text) implements Texts {}

  @Scalar
  record Two(String text) implements Texts {}

  @Test
  void refusesAFamilyWhoseMembersCannotBeTold() {
    assertThatIllegalArgumentException().isThrownBy(() -> Contract.of(Texts.class));
  }
}
