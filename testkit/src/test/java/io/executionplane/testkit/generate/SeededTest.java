package io.executionplane.testkit.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeededTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, 42})
  void givesTheSameForTheSameSeed(long seed) {
    var once = everythingFrom(Seeded.of(seed));

    var again = everythingFrom(Seeded.of(seed));

    assertThat(again).isEqualTo(once);
  }

  private static List<Object> everythingFrom(Seeded random) {
    return List.of(
        random.anyLong(),
        random.between(-5, 5),
        random.text(0, 50),
        random.word(1, 9),
        random.oneOf("a", "b", "c"),
        new SeededJson(random).object(3),
        random.listOf(20, () -> random.between(0, 1_000)));
  }

  @Test
  void namesTheSeedOfACaseThatFails() {
    var seen = new ArrayList<Seeded>();

    assertThatThrownBy(
            () ->
                Seeded.always(
                    100,
                    random -> {
                      seen.add(random);
                      assertThat(random.between(0, 3)).isNotZero();
                    }))
        .isInstanceOf(AssertionError.class)
        .satisfies(
            failure -> assertThat(failure).hasMessageContaining(seen.get(seen.size() - 1) + ": "));
  }

  @Test
  void namesTheSeedOfACaseThatThrows() {
    assertThatThrownBy(
            () ->
                Seeded.always(
                    1,
                    random -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-D" + Seeded.PROPERTY + "=")
        .hasRootCauseMessage("broken");
  }

  @Test
  void reachesBothEndsOfARange() {
    var random = Seeded.of(7);

    var drawn = random.listOf(1_000, () -> random.between(-2, 2));

    assertThat(drawn).containsOnly(-2, -1, 0, 1, 2).contains(-2, -1, 0, 1, 2);
  }

  @Test
  void cutsBytesIntoPiecesThatAreTheWholeAgain() {
    Seeded.always(
        200,
        random -> {
          var whole = random.bytes(0, 500);
          var joined = new ByteArrayOutputStream();

          random.pieces(whole, 20).forEach(joined::writeBytes);

          assertThat(joined.toByteArray()).isEqualTo(whole);
        });
  }

  @Test
  void makesTextThatSurvivesUtf8() {
    Seeded.always(
        200,
        random -> {
          var text = random.text(0, 40);

          var back = new String(text.getBytes(UTF_8), UTF_8);

          assertThat(back).isEqualTo(text);
        });
  }

  @Test
  void makesObjectsWhoseCanonicalFormReadsBackAsThemselves() {
    Seeded.always(
        200,
        random -> {
          var object = new SeededJson(random).object(4);

          var back = JsonObject.of((ObjectNode) Json.parse(object.canonical()));

          assertThat(back.canonical()).isEqualTo(object.canonical());
        });
  }
}
