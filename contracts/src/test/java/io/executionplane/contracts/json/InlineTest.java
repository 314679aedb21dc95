package io.executionplane.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineTest {

  record Common(@NotBlank String tenant, Optional<String> trace) {

    private static final Rules RULES = Rules.of(Common.class);

    Common {
      RULES
          .check(tenant, trace)
          .and(() -> !tenant.equals("none"), "tenant", "must be a tenant")
          .orThrow();
    }
  }

  record Letter(@Inline Common common, String body) {}

  private static final Contract<Letter> LETTER = Contract.of(Letter.class);

  @Test
  void carriesThePropertiesAmongThoseOfItsHolder() {
    var letter = new Letter(new Common("t", Optional.of("x")), "hello");

    var bytes = LETTER.canonical(letter);

    assertThat(new String(bytes, UTF_8))
        .isEqualTo("{\"body\":\"hello\",\"tenant\":\"t\",\"trace\":\"x\"}");
    assertThat(LETTER.decode(bytes)).isEqualTo(letter);
  }

  @Test
  void blamesThePropertiesWhereTheyStand() {
    assertThat(LETTER.violations(Json.parse("{\"trace\":1,\"common\":{}}")))
        .containsExactlyInAnyOrder(
            new Violation("/common", "is not known"),
            new Violation("/tenant", "is required"),
            new Violation("/trace", "must be a string"),
            new Violation("/body", "is required"));
    assertThat(LETTER.violations(Json.parse("{\"tenant\":\"none\",\"body\":\"b\"}")))
        .containsExactly(new Violation("/tenant", "must be a tenant"));
  }

  record Clash(@Inline Common common, String trace) {}

  record OfText(@Inline String text) {}

  record Perhaps(@Inline Optional<Common> common) {}

  @ParameterizedTest
  @ValueSource(classes = {Clash.class, OfText.class, Perhaps.class})
  void refusesWhatCannotStandAmongOthers(Class<?> type) {
    assertThatIllegalArgumentException().isThrownBy(() -> Contract.of(type));
  }
}
