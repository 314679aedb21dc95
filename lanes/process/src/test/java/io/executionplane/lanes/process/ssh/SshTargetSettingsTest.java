package io.executionplane.lanes.process.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SshTargetSettingsTest {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

  @Test
  void hasNoTargetsUnlessTheyAreDeclared() {
    assertThat(SshTargetSettings.from(ConfigFactory.defaultReference())).isEmpty();
  }

  @Test
  void takesTheDefaultsOfAllTargets() {
    var target = target(Map.of());

    assertThat(target.name()).isEqualTo("far");
    assertThat(target.address()).isEqualTo("there.example:22");
    assertThat(target.identity()).isEqualTo(new SshIdentity.KeyFile(Path.of("/k")));
    assertThat(target.keepalive()).isEqualTo(Duration.ofSeconds(2));
    assertThat(target.hostKeys().fingerprints()).singleElement().asString().startsWith("SHA256:");
  }

  @Test
  void takesSeveralHostKeys() {
    assertThat(target(Map.of("host-key", List.of(KEY, KEY))).hostKeys().fingerprints()).hasSize(2);
  }

  @Test
  void namesWhatIsMissingOrWrong() {
    refuses(Map.of("host-key", "ssh-ed25519 nonsense"), "ssh.far.host-key must have keys");
    refuses(Map.of("host-key", List.of()), "ssh.far.host-key must have at least one key");
    refuses(Map.of("agent", "/a"), "ssh.far.identity-file or agent must be given, and not both");
    refuses(Map.of("identity-file", ""), "ssh.far.identity-file or agent must be given");
    refuses(Map.of("port", 70_000), "ssh.far.port must be 1 to 65535");
    refuses(Map.of("working-directory", "here"), "ssh.far.working-directory must be absolute");
    refuses(Map.of("keepalive", "10ms"), "ssh.far.keepalive must be at least 1 second");
    refuses(Map.of("host-keys", KEY), "ssh.far.host-keys is not a setting");
    refuses(Map.of("channels-max", 0), "ssh.far.channels-max must be at least 1");
  }

  @Test
  void refusesATargetThatIsNotAllThere() {
    assertThatThrownBy(() -> from(Map.of("host", "there")))
        .hasMessageEndingWith("ssh: each must have a name");
    assertThatThrownBy(() -> from(Map.of("name", "far", "host", "there")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ssh.far")
        .hasMessageContaining("user");
  }

  private static void refuses(Map<String, Object> wrong, String saying) {
    assertThatThrownBy(() -> target(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(saying);
  }

  private static SshTargetSettings target(Map<String, Object> more) {
    var all = new HashMap<String, Object>();
    all.put("name", "far");
    all.putAll(
        Map.of("host", "there.example", "user", "u", "host-key", KEY, "identity-file", "/k"));
    all.putAll(more);
    return from(all);
  }

  private static SshTargetSettings from(Map<String, Object> target) {
    var config = ConfigFactory.parseMap(Map.of(SshTargetSettings.SECTION, List.of(target)));
    return SshTargetSettings.from(config.withFallback(ConfigFactory.defaultReference())).get(0);
  }
}
