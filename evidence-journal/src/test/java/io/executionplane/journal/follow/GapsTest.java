package io.executionplane.journal.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapsTest {

  @Test
  void areWhatLiesBetweenPlacesThatWereSeen() {
    assertThat(Gaps.between(2, List.of(3L, 5L, 9L)).text()).isEqualTo("4,6-8");
    assertThat(Gaps.between(2, List.of())).isEqualTo(Gaps.none());
  }

  @Test
  void areReadAsTheyAreWritten() {
    for (var text : List.of("", "7", "7-9", "1-2,4,6-9223372036854775807")) {
      assertThat(Gaps.parse(text).text()).isEqualTo(text);
    }
  }

  @Test
  void shrinkAndEndWhereTheyAreTold() {
    var gaps = Gaps.parse("1-5,8,10-12");

    assertThat(gaps.without(List.of(3L, 8L, 10L)).text()).isEqualTo("1-2,4-5,11-12");
    assertThat(gaps.upTo(10).text()).isEqualTo("1-5,8,10");
    assertThat(gaps.upTo(9).text()).isEqualTo("1-5,8");
    assertThat(gaps.and(Gaps.parse("14")).text()).isEqualTo("1-5,8,10-12,14");
    assertThat(gaps.with(List.of(9L)).text()).isEqualTo("1-5,8,9,10-12");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdExactlyThePlacesThatSetsWouldHold(long seed) {
    var random = new Random(seed);
    var places = places(random);
    var taken = places(random);
    var limit = random.nextInt(40);

    var gaps = Gaps.of(places).without(taken).upTo(limit);

    places.removeAll(taken);
    assertThat(gaps).isEqualTo(Gaps.of(places.headSet((long) limit, true)));
    assertThat(Gaps.parse(gaps.text())).isEqualTo(gaps);
  }

  private static NavigableSet<Long> places(Random random) {
    var places = new TreeSet<Long>();
    for (var i = 0; i < 25; i++) {
      places.add((long) random.nextInt(40) + 1);
    }
    return places;
  }
}
