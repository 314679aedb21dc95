package io.executionplane.node.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSettingsTest {

  private static final String PATH = "execution-plane.credentials.";

  @TempDir private Path directory;

  @Test
  void hasNoResolverUnlessOneIsNamed() {
    assertThat(settings("").configured()).isEmpty();
  }

  @Test
  void namesFilesBeforeTheEnvironment() {
    var settings =
        settings(
            PATH + "file.directory = \"" + directory + "\"\n" + PATH + "env.variables = [API_KEY]");

    assertThat(settings.configured())
        .extracting(CredentialResolver::resolverId)
        .containsExactly("file", "env");
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    assertThatThrownBy(() -> settings(PATH + "file.directory = /absent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(PATH + "file.directory: /absent cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9 ms", "6 minutes"})
  void refusesATimeThatIsOutOfItsRange(String time) {
    assertThatThrownBy(() -> settings(PATH + "answer-within = " + time))
        .hasMessage(PATH + "answer-within must be from 10 milliseconds to 5 minutes");
  }

  private static CredentialSettings settings(String text) {
    return CredentialSettings.from(
        ConfigFactory.parseString(text).withFallback(ConfigFactory.load()));
  }
}
