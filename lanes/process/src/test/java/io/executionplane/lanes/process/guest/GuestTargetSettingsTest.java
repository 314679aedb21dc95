package io.executionplane.lanes.process.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.lanes.process.ProcessLaneProvider;
import io.executionplane.lanes.spi.Finding;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuestTargetSettingsTest {

  private static final Map<String, Object> UNIX = Map.of("kind", "unix_socket", "path", "/s");

  @Test
  void hasNoTargetsUnlessTheyAreDeclared() {
    assertThat(GuestTargetSettings.from(ConfigFactory.defaultReference())).isEmpty();
  }

  @Test
  void takesTheDefaultsOfAllTargets() {
    var target = target(Map.of());

    assertThat(target.name()).isEqualTo("inner");
    assertThat(target.address()).isEqualTo("unix:/s");
    assertThat(target.bridgeRef()).isEqualTo("inner");
    assertThat(target.bridgeProfile()).isEqualTo("core_cli_transport");
    assertThat(target.heartbeat()).isEqualTo(Duration.ofSeconds(1));
    assertThat(target.publicKey()).isEmpty();
  }

  @Test
  void takesACertificateAsToolsWriteIt() {
    var digits = "AB:".repeat(31) + "CD";
    var target = target(Map.of("endpoint", tcp("port", 1, "certificate-sha256", digits)));

    assertThat(target.address()).isEqualTo("there:1");
    assertThat(((GuestEndpoint.Tcp) target.endpoint()).certificate().sha256())
        .isEqualTo("ab".repeat(31) + "cd");
  }

  @Test
  void namesWhatIsMissingOrWrong() {
    refuses(Map.of("public-key", "nonsense"), "guest.inner.public-key must be an Ed25519 public");
    refuses(Map.of("endpoint", Map.of("kind", "pigeon")), "endpoint.kind must be unix_socket or");
    refuses(Map.of("endpoint", Map.of("kind", "unix_socket")), "guest.inner: ");
    refuses(
        Map.of("endpoint", Map.of("kind", "unix_socket", "path", "/s", "port", 1)),
        "guest.inner.endpoint.port is not a setting");
    refuses(
        Map.of("endpoint", tcp("port", 0, "certificate-sha256", "00")),
        "guest.inner.endpoint.port must be 1 to 65535");
    refuses(
        Map.of("endpoint", tcp("port", 1, "certificate-sha256", "00")),
        "guest.inner.endpoint.certificate-sha256 must be the SHA-256");
    refuses(Map.of("frame-bytes-max", "1 KiB"), "guest.inner.frame-bytes-max must be at least");
    refuses(Map.of("window-bytes", 10), "guest.inner.window-bytes must be 1 KiB");
    refuses(Map.of("sessions-max", 0), "guest.inner.sessions-max must be at least 1");
    refuses(Map.of("heartbeat", "0s"), "guest.inner.heartbeat must be 1 ms");
    refuses(Map.of("resume-within", "11m"), "guest.inner.resume-within must be 0 to 10 minutes");
    refuses(Map.of("working-directory", "here"), "guest.inner.working-directory must be absolute");
    refuses(Map.of("token", "secret"), "guest.inner.token is not a setting");
  }

  @Test
  void saysSoBeforeAnythingStarts() {
    var findings = new ProcessLaneProvider().preflight(config(Map.of("token", "secret")));

    assertThat(findings)
        .filteredOn(finding -> finding.grade() == Finding.Grade.FAILURE)
        .extracting(Finding::detail)
        .singleElement()
        .asString()
        .contains("guest.inner.token is not a setting")
        .doesNotContain("secret");
  }

  private static Map<String, Object> tcp(String k1, Object v1, String k2, Object v2) {
    return Map.of("kind", "tcp", "host", "there", k1, v1, k2, v2);
  }

  private static void refuses(Map<String, Object> wrong, String saying) {
    assertThatThrownBy(() -> target(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(saying);
  }

  private static GuestTargetSettings target(Map<String, Object> more) {
    return GuestTargetSettings.from(config(more)).get(0);
  }

  private static Config config(Map<String, Object> more) {
    var all = new HashMap<String, Object>();
    all.putAll(Map.of("name", "inner", "endpoint", UNIX, "token-file", "/t"));
    all.putAll(more);
    return ConfigFactory.parseMap(Map.of(GuestTargetSettings.SECTION, List.of(all)))
        .withFallback(ConfigFactory.defaultReference());
  }
}
