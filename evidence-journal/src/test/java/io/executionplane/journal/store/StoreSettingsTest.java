package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {

  @Test
  void hasDefaultsThatFitASmallNode() {
    var settings = StoreSettings.from(ConfigFactory.load());

    assertThat(settings)
        .isEqualTo(
            new StoreSettings(
                Path.of(".execution-plane"),
                "",
                8,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                16 * 1024 * 1024,
                Duration.ofSeconds(5)));
  }

  @Test
  void documentsEveryKeyAndNoOther() {
    var section = ConfigFactory.load().getConfig(StoreSettings.PATH);

    var documented =
        section.root().entrySet().stream()
            .filter(key -> !key.getValue().origin().comments().isEmpty())
            .count();

    assertThat(section.root()).hasSize(StoreSettings.class.getRecordComponents().length);
    assertThat(documented).isEqualTo(section.root().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool-size = 2, journal-threads = 1",
        "pool-size = 64",
        "journal-threads = 7",
        "connection-timeout = 250ms",
        "connection-timeout = 1m",
        "lock-timeout = 0",
        "cache-size = 1MiB",
        "cache-size = 1GiB",
        "close-timeout = 0",
        "close-timeout = 1m"
      })
  void acceptsTheEdgesOfItsRanges(String edge) {
    assertThat(settings(edge)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pool-size = 1 | pool-size must be 2 to 64",
        "pool-size = 65 | pool-size must be 2 to 64",
        "journal-threads = 0 | journal-threads must be at least 1 and less than pool-size",
        "journal-threads = 8 | journal-threads must be at least 1 and less than pool-size",
        "connection-timeout = 249ms | connection-timeout must be 250 ms to 1 minute",
        "connection-timeout = 60001ms | connection-timeout must be 250 ms to 1 minute",
        "lock-timeout = -1ms | lock-timeout must be 0 ms to 1 minute",
        "cache-size = 1023KiB | cache-size must be 1 MiB to 1 GiB",
        "cache-size = 1025MiB | cache-size must be 1 MiB to 1 GiB",
        "close-timeout = 2m | close-timeout must be 0 ms to 1 minute",
        "directory = \"a;b\" | directory must not contain a semicolon"
      })
  void refusesWhatIsOutOfRangeAndNamesTheKey(String text, String rule) {
    assertThatThrownBy(() -> settings(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("execution-plane.store." + rule);
  }

  @Test
  void refusesAValueOfTheWrongTypeAndNamesTheKey() {
    assertThatThrownBy(() -> settings("pool-size = many"))
        .isInstanceOf(ConfigException.WrongType.class)
        .hasMessageContaining("pool-size");
  }

  private static StoreSettings settings(String text) {
    var section = ConfigFactory.parseString(text).atPath(StoreSettings.PATH);
    return StoreSettings.from(section.withFallback(ConfigFactory.load()));
  }
}
