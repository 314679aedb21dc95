package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @Test
  void derivesADurableFileFromTheDirectory() {
    var address = DatabaseAddress.of(settings("").withDirectory(Path.of("/data/plane")));

    assertThat(address.url())
        .startsWith("jdbc:h2:file:/data/plane/journal;")
        .contains(";WRITE_DELAY=0;", ";CACHE_SIZE=16384;", ";LOCK_TIMEOUT=10000;");
    assertThat(address.file()).contains(Path.of("/data/plane/journal.mv.db"));
    assertThat(address.name()).isEqualTo("/data/plane/journal.mv.db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:/data/x;WRITE_DELAY=0;DATABASE_TO_LOWER=TRUE",
        "jdbc:h2:/data/x;database_to_lower=true;write_delay=0",
        "jdbc:h2:mem:x;DATABASE_TO_LOWER=TRUE",
        "jdbc:postgresql://localhost/plane"
      })
  void usesAGivenUrlAsItIs(String url) {
    assertThat(DatabaseAddress.of(settings(url)).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:/data/x;DATABASE_TO_LOWER=TRUE",
        "jdbc:h2:/data/x;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=500",
        "jdbc:h2:/data/WRITE_DELAY=0;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=00"
      })
  void refusesAnH2FileThatLosesWhatItAcknowledged(String url) {
    assertThatThrownBy(() -> DatabaseAddress.of(settings(url)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("execution-plane.store.url must say WRITE_DELAY=0, and the one of");
  }

  @Test
  void refusesAnH2DatabaseThatFoldsNamesOtherwise() {
    assertThatThrownBy(() -> DatabaseAddress.of(settings("jdbc:h2:mem:x")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("DATABASE_TO_LOWER=TRUE");
  }

  @Test
  void namesADatabaseWithoutWhatItsUrlHides() {
    var address = DatabaseAddress.of(settings("jdbc:postgresql://db/plane?user=a&sslpassword=b"));

    assertThat(address.name()).isEqualTo("jdbc:postgresql://db/plane");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/plane?password=b",
        "jdbc:postgresql://db/plane?user=a&PASSWORD=b"
      })
  void refusesAPasswordInTheUrlAndDoesNotSayIt(String url) {
    assertThatThrownBy(() -> DatabaseAddress.of(settings(url)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("execution-plane.store.url must not hold a password")
        .hasMessageNotContainingAny("=b", "=B");
  }

  @Test
  void refusesAKindOfDatabaseThatItDoesNotKnow() {
    assertThatThrownBy(() -> DatabaseAddress.of(settings("jdbc:other:x")))
        .isInstanceOf(StoreException.class)
        .hasMessage("execution-plane.store.url must start with jdbc:h2: or jdbc:postgresql:.");
  }

  private static StoreSettings settings(String url) {
    var given = ConfigFactory.parseMap(Map.of(StoreSettings.PATH + ".url", url));
    return StoreSettings.from(given.withFallback(ConfigFactory.load()));
  }
}
