package io.executionplane.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.http.caller.Callers;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.http.tls.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the HTTP endpoint, and what is said of wrong ones. */
class HttpSettingsTest {

  private static final String DIGEST = Sha256.ofText("t").text();

  private static HttpSettings read(String settings) {
    return HttpSettings.from(
        ConfigFactory.parseString("execution-plane.http { " + settings + " }")
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve());
  }

  @Test
  void takesTheDefaults() {
    var settings = read("");

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.tls()).isEmpty();
    assertThat(settings.isPlainBeyondLoopback()).isFalse();
    assertThat(settings.callers()).isEqualTo(new Callers(Map.of(), Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          host = " "                              | execution-plane.http.host must
          port = 65536                            | execution-plane.http.port must
          port = -1                               | execution-plane.http.port must
          host-names = ["a b"]                    | execution-plane.http.host-names must
          host-names = ["node.example.com:80"]    | execution-plane.http.host-names must
          origins = ["*"]                         | execution-plane.http.origins must
          origins = ["https://a.example/"]        | execution-plane.http.origins must
          origins = ["a.example"]                 | execution-plane.http.origins must
          connections-max = 0                     | execution-plane.http.connections-max must
          head-within = 0 s                       | execution-plane.http.head-within must
          idle-within = 2 h                       | execution-plane.http.idle-within must
          wait-max = 1 ms                         | execution-plane.http.wait-max must
          heartbeat-every = 75 s                  | execution-plane.http.heartbeat-every must be shorter
          wait-max = 75 s                         | execution-plane.http.wait-max must be shorter
          tls.keystore-file = k                   | execution-plane.http.tls.keystore-file and keystore-password-file
          tls.keystore-password-file = k          | execution-plane.http.tls.keystore-file and keystore-password-file
          tls.truststore-file = k                 | execution-plane.http.tls.truststore-file and truststore-password-file
          tls { truststore-file = k, truststore-password-file = p } | truststore-file needs a keystore-file
          tls.client-certificate-required = true  | client-certificate-required needs a keystore-file
          tls { keystore-file = k, keystore-password-file = p, client-certificate-required = true } | needs a truststore-file
          """)
  void refusesWhatIsOutOfRangeAndNamesTheKey(String settings, String complaint) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          sha256 = "abc", tenant = t, subject = s, roles = [read]   | tokens[0].sha256 must
          sha256 = "%s", tenant = "", subject = s, roles = [read]   | tokens[0]: tenant and subject
          sha256 = "%s", tenant = t, subject = " ", roles = [read]  | tokens[0]: tenant and subject
          sha256 = "%s", tenant = t, subject = s, roles = [reed]    | tokens[0].roles: no role is called reed
          sha256 = "%s", tenant = t, subject = s, roles = []        | tokens[0].roles must name
          sha256 = "%s", tenant = t, subject = s, role = [read]     | tokens[0].role is not a setting
          """)
  void refusesACallerThatIsNotDescribedAndSaysWhere(String entry, String complaint) {
    assertThatThrownBy(() -> read("tokens = [ { " + entry.formatted(DIGEST) + " } ]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("execution-plane.http." + complaint);
  }

  @Test
  void refusesATokenThatIsThereTwice() {
    var entry = "{ sha256 = \"%s\", tenant = t, subject = s, roles = [read] }".formatted(DIGEST);

    assertThatThrownBy(() -> read("tokens = [" + entry + "," + entry + "]"))
        .hasMessageContaining("tokens[1].sha256 is there twice");
  }

  @Test
  void knowsWhoeverIsListedAndTheOperator() {
    var settings =
        read(
            "tokens = [ { sha256 = \"%s\", tenant = t, subject = s, roles = [read] } ]"
                .formatted(DIGEST));

    var callers = settings.callers("secret", "default");

    assertThat(callers.withToken("t").orElseThrow().roles()).containsExactly(Role.READ);
    assertThat(callers.withToken("secret").orElseThrow().tenantId()).isEqualTo("default");
    assertThat(callers.withToken("T")).isEmpty();
  }

  @Test
  void namesTheFileThatIsNoKeystoreAndKeepsItsPassword(@TempDir Path directory) throws IOException {
    var keys = Files.writeString(directory.resolve("keys.p12"), "no keystore");
    var password = directory.resolve("password");
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, "open sesame\n");
    var tls =
        read("tls { keystore-file = \"%s\", keystore-password-file = \"%s\" }"
                .formatted(keys, password))
            .tls()
            .orElseThrow();

    assertThatThrownBy(() -> Tls.of(tls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("execution-plane.http.tls.keystore-file: " + keys)
        .hasMessageNotContaining("sesame");
  }

  @Test
  void keepsEverythingButThePortWhenItListensElsewhere() {
    assertThat(read("").atPort(1)).isEqualTo(read("port = 1"));
  }
}
