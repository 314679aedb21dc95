package io.executionplane.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.json.ContractViolationException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0",
        "10.20.30",
        "1.0.0-alpha",
        "1.0.0-0.3.7",
        "1.0.0-x-y.--.0a",
        "1.0.0--",
        "1.0.0+001.0",
        "1.0.0-rc.1+build-7",
        "1.0.0+-"
      })
  void readsWhatTheStandardAllows(String text) {
    var version = new SemanticVersion(text);

    assertThat(version.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.0",
        "1.0.0.0",
        "v1.0.0",
        "01.0.0",
        "1.00.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0-a..b",
        "1.0.0-a.",
        "1.0.0-.a",
        "1.0.0+",
        "1.0.0+a..b",
        "1.0.0+a+b",
        "1.0.0-ä",
        "1.0.0 ",
        " 1.0.0",
        "1.0.\u0661",
        "-1.0.0"
      })
  void refusesWhatOnlyLooksLikeAVersion(String text) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> new SemanticVersion(text))
        .withMessageContaining("must be a semantic version");
  }

  /** Peers check the pattern, we read by hand: both must draw the same line. */
  @Test
  void agreesWithThePatternThatPeersAreGiven() {
    var pattern = Pattern.compile(SemanticVersion.PATTERN);
    var random = new Random(20261120L);

    for (var round = 0; round < 100_000; round++) {
      var text = mutated(random);

      assertThat(isVersion(text)).as("%d: %s", round, text).isEqualTo(pattern.matcher(text).find());
    }
  }

  private static String mutated(Random random) {
    var text = new StringBuilder("1.0.2-a0.0+b.01");
    for (var i = 1 + random.nextInt(5); i > 0; i--) {
      var at = random.nextInt(text.length());
      if (random.nextInt(3) == 0) {
        text.setCharAt(at, "0019aZ-+._".charAt(random.nextInt(10)));
      } else if (text.length() > 4) {
        text.deleteCharAt(at);
      }
    }
    return text.toString();
  }

  private static boolean isVersion(String text) {
    try {
      return new SemanticVersion(text).text().equals(text);
    } catch (ContractViolationException refused) {
      return false;
    }
  }
}
