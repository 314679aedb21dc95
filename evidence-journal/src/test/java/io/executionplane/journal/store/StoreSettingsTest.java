package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
                Duration.ofSeconds(5),
                Migration.ON_START,
                new PostgresqlSettings(
                    "",
                    new PasswordReference("", ""),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    false)));
  }

  @ParameterizedTest
  @MethodSource("sections")
  void documentsEveryKeyAndNoOther(String path, int keys) {
    var section = ConfigFactory.load().getConfig(path);

    var documented =
        section.root().entrySet().stream()
            .filter(key -> !key.getValue().origin().comments().isEmpty())
            .count();

    assertThat(section.root()).hasSize(keys);
    assertThat(documented).isEqualTo(section.root().size());
  }

  static Stream<Arguments> sections() {
    return Stream.of(
        arguments(StoreSettings.PATH, StoreSettings.class.getRecordComponents().length),
        // A password has two places it may be.
        arguments(
            StoreSettings.PATH + ".postgresql",
            PostgresqlSettings.class.getRecordComponents().length + 1));
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
        "close-timeout = 1m",
        "migrate = by-command",
        "postgresql.statement-timeout = 1s",
        "postgresql.statement-timeout = 10m",
        "postgresql.takeover-wait = 0",
        "postgresql.takeover-wait = 1m",
        "postgresql.ownership-check-interval = 100ms"
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
        "migrate = never | migrate must be on-start or by-command",
        "postgresql.statement-timeout = 999ms | postgresql.statement-timeout must be 1000 ms to"
            + " 600000 ms",
        "postgresql.takeover-wait = 61s | postgresql.takeover-wait must be 0 ms to 60000 ms",
        "postgresql.ownership-check-interval = 99ms | postgresql.ownership-check-interval must be"
            + " 100 ms to 60000 ms",
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

  @Test
  void isReadyToUseWithPostgresql() {
    var ready = ConfigFactory.parseFile(new File("../config/postgresql.conf"));
    var reference = ConfigFactory.load();

    assertThat(ready.entrySet())
        .isNotEmpty()
        .allMatch(setting -> reference.hasPath(setting.getKey()), "is a setting");
    assertThat(StoreSettings.from(ready.withFallback(reference)).url())
        .startsWith("jdbc:postgresql:");
  }

  @Test
  void readsAPasswordWhereItIsAndNeverShowsIt(@TempDir Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("password"), "s3cret\n");

    var settings = settings("postgresql.password-file = \"" + file + "\"");

    assertThat(settings.postgresql().password().read()).contains("s3cret");
    assertThat(settings.toString()).contains(file.toString()).doesNotContain("s3cret");
  }

  @Test
  void saysWhereAPasswordIsMissing(@TempDir Path directory) {
    var file = directory.resolve("password");

    assertThatThrownBy(new PasswordReference(file.toString(), "")::read)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "execution-plane.store.postgresql.password-file %s cannot be read: NoSuchFileException",
            file);
    assertThatThrownBy(new PasswordReference("", "NO_SUCH_VARIABLE_HERE")::read)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "execution-plane.store.postgresql.password-env: the environment has no variable"
                + " NO_SUCH_VARIABLE_HERE");
  }

  @Test
  void refusesTwoPlacesForOnePassword() {
    assertThatThrownBy(() -> settings("postgresql { password-file = a, password-env = B }"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("must not both be given");
  }

  private static StoreSettings settings(String text) {
    var section = ConfigFactory.parseString(text).atPath(StoreSettings.PATH);
    return StoreSettings.from(section.withFallback(ConfigFactory.load()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', H2_FILE",
    "jdbc:h2:file:/x/journal, H2_FILE",
    "jdbc:h2:~/journal, H2_FILE",
    "jdbc:h2:mem:x, H2_MEMORY",
    "jdbc:h2:tcp://host/x, OTHER",
    "jdbc:h2:SSL://host/x, OTHER",
    "jdbc:postgresql://host/x, POSTGRESQL",
    "jdbc:other:x, OTHER",
  })
  void knowsTheKindOfStoreFromItsAddress(String url, StoreKind kind) {
    assertThat(settings("url = \"" + url + "\"").kind()).isEqualTo(kind);
  }
}
