package io.executionplane.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:27:52.123456Z, 2026-11-20T08:27:52.123456Z",
    "2026-11-20T08:27:52Z, 2026-11-20T08:27:52.000000Z",
    "2026-11-20T08:27:52.1Z, 2026-11-20T08:27:52.100000Z",
    "2026-11-20T08:27:52.123456999Z, 2026-11-20T08:27:52.123456Z",
    "2026-11-20T08:27:52.00000099999999999999Z, 2026-11-20T08:27:52.000000Z",
    "2026-11-20T08:27:52.5+01:00, 2026-11-20T07:27:52.500000Z",
    "2026-11-20T08:27:52-23:59, 2026-11-21T08:26:52.000000Z",
    "2026-11-20T08:27:52+23:59, 2026-11-19T08:28:52.000000Z",
    "2026-11-20T08:27:52-00:00, 2026-11-20T08:27:52.000000Z",
    "2026-11-20t08:27:52z, 2026-11-20T08:27:52.000000Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59.000000Z",
    "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000000Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z"
  })
  void readsEveryDateTimeOfTheStandardAndSpellsItOneWay(String text, String canonical) {
    var moment = Timestamps.parse(text);

    assertThat(moment).isNotNull();
    assertThat(Timestamps.text(moment)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-20",
        "08:27:52Z",
        "2026-11-20T08:27:52",
        "2026-11-20T08:27Z",
        "2026-11-20 08:27:52Z",
        "2026-11-20T08:27:52.Z",
        "2026-11-20T08:27:52,5Z",
        "2026-11-20T08:27:52+01",
        "2026-11-20T08:27:52+0100",
        "2026-11-20T08:27:52+01:00:00",
        "2026-11-20T08:27:52+24:00",
        "2026-11-20T08:27:52+01:60",
        "2026-11-20T24:00:00Z",
        "2026-11-20T23:60:00Z",
        "2026-11-20T23:59:60Z",
        "2026-13-20T08:27:52Z",
        "2026-00-20T08:27:52Z",
        "2026-02-29T08:27:52Z",
        "2026-11-31T08:27:52Z",
        "2026-11-00T08:27:52Z",
        "+2026-11-20T08:27:52Z",
        "-0001-11-20T08:27:52Z",
        "12026-11-20T08:27:52Z",
        "026-11-20T08:27:52Z",
        "2026-11-20T08:27:52ZZ",
        "2026-11-20T08:27:52Z ",
        " 2026-11-20T08:27:52Z",
        "2026-11-20T08:27:52\u00b1",
        "２０２６-11-20T08:27:52Z",
        "2026-W47-5T08:27:52Z",
        "20261120T082752Z",
        "2026-11-20T08:27:52[UTC]",
        "now"
      })
  void refusesWhatIsNotRfc3339(String text) {
    assertThat(Timestamps.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0001-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z"})
  void spellsNoYearThatHasNotFourDigits(String beyond) {
    var moment = Instant.parse(beyond);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timestamps.text(moment))
        .withMessage("a moment must lie in the years 0000 to 9999");
    assertThat(Timestamps.hasSpelling(Instant.MIN)).isFalse();
    assertThat(Timestamps.hasSpelling(Instant.MAX)).isFalse();
  }

  @Test
  void agreesWithTheFormatterOfTheJdk() {
    var seed = 3339L;
    var random = new Random(seed);
    var form = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    for (var round = 0; round < 50_000; round++) {
      var second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      var moment = Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1000L);
      var text = form.format(OffsetDateTime.ofInstant(moment, ZoneOffset.UTC));

      assertThat(Timestamps.text(moment)).as("seed %d, round %d", seed, round).isEqualTo(text);
      assertThat(Timestamps.parse(text)).isEqualTo(moment);
    }
  }

  @Test
  void cutsOffWhatTheWireDoesNotCarry() {
    var moment = Instant.parse("1969-12-31T23:59:59.999999999Z");

    assertThat(Timestamps.micros(moment)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
  }
}
