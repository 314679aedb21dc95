package io.executionplane.lanes.process.ssh;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import io.executionplane.lanes.process.ProcessLaneSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One machine behind SSH, as its owner declared it; {@code reference.conf} explains each setting.
 *
 * @param name what it is called as a target
 * @param workingDirectory where commands run that do not say where; absent means the account's own
 * @param connectTimeout longest wait for each answer while a connection or a command begins
 * @param keepalive interval of the heartbeat; a connection that is silent for three is lost
 * @param channelsMax how many commands share one connection
 * @param idleClose how long a connection without commands is kept
 * @param measurementValidFor how long a measurement of the target counts
 */
record SshTargetSettings(
    String name,
    String host,
    int port,
    String user,
    PinnedHostKeys hostKeys,
    SshIdentity identity,
    Optional<String> workingDirectory,
    Duration connectTimeout,
    Duration keepalive,
    int channelsMax,
    Duration idleClose,
    Duration measurementValidFor) {

  /** Where the targets stand in a node's configuration. */
  static final String SECTION = ProcessLaneSettings.SECTION + ".ssh";

  private static final String DEFAULTS = ProcessLaneSettings.SECTION + ".ssh-defaults";
  private static final Set<String> OWN_KEYS =
      Set.of("name", "host", "user", "host-key", "identity-file", "agent", "working-directory");
  private static final int PORT_MAX = 65_535;

  SshTargetSettings {
    require(name, !host.isBlank(), "host", "must not be blank");
    require(name, port > 0 && port <= PORT_MAX, "port", "must be 1 to 65535");
    require(name, !user.isBlank(), "user", "must not be blank");
    require(
        name,
        workingDirectory.map(path -> path.startsWith("/")).orElse(true),
        "working-directory",
        "must be absolute");
    require(name, !connectTimeout.isNegative(), "connect-timeout", "must not be negative");
    require(name, keepalive.toSeconds() > 0, "keepalive", "must be at least 1 second");
    require(name, channelsMax > 0, "channels-max", "must be at least 1");
    require(name, !idleClose.isNegative(), "idle-close", "must not be negative");
  }

  /**
   * All that are declared.
   *
   * @throws IllegalArgumentException naming the key that is missing or out of range
   */
  static List<SshTargetSettings> from(Config config) {
    var defaults = config.getConfig(DEFAULTS);
    var validFor = ProcessLaneSettings.from(config).measurementValidFor();
    return config.getConfigList(SECTION).stream()
        .map(target -> target(named(target, defaults), target.withFallback(defaults), validFor))
        .toList();
  }

  /** The name; a misspelt setting must not pass for one. */
  private static String named(Config target, Config defaults) {
    if (!target.hasPath("name") || target.getString("name").isBlank()) {
      throw new IllegalArgumentException(SECTION + ": each must have a name");
    }
    var name = target.getString("name");
    target.root().keySet().stream()
        .filter(key -> !OWN_KEYS.contains(key) && !defaults.hasPath(ConfigUtil.joinPath(key)))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new IllegalArgumentException(key(name, unknown) + " is not a setting");
            });
    return name;
  }

  private static SshTargetSettings target(String name, Config target, Duration validFor) {
    try {
      return new SshTargetSettings(
          name,
          target.getString("host"),
          target.getInt("port"),
          target.getString("user"),
          hostKeys(name, target),
          identity(name, target),
          text(target, "working-directory"),
          target.getDuration("connect-timeout"),
          target.getDuration("keepalive"),
          target.getInt("channels-max"),
          target.getDuration("idle-close"),
          validFor);
    } catch (ConfigException.Missing missing) {
      throw new IllegalArgumentException(key(name, String.valueOf(missing.getMessage())));
    }
  }

  private static PinnedHostKeys hostKeys(String name, Config target) {
    var isList =
        target.hasPath("host-key")
            && target.getValue("host-key").valueType() == ConfigValueType.LIST;
    try {
      return PinnedHostKeys.parse(
          isList ? target.getStringList("host-key") : List.of(target.getString("host-key")));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(key(name, "host-key") + " " + malformed.getMessage());
    }
  }

  private static SshIdentity identity(String name, Config target) {
    var file = text(target, "identity-file").map(Path::of);
    var agent = text(target, "agent").map(Path::of);
    require(
        name,
        file.isPresent() != agent.isPresent(),
        "identity-file",
        "or agent must be given, and not both");
    return file.<SshIdentity>map(SshIdentity.KeyFile::new)
        .orElseGet(() -> new SshIdentity.Agent(agent.orElseThrow()));
  }

  private static Optional<String> text(Config target, String key) {
    return target.hasPath(key)
        ? Optional.of(target.getString(key)).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  private static void require(String name, boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(key(name, key) + " " + rule);
    }
  }

  private static String key(String name, String key) {
    return SECTION + "." + name + "." + key;
  }

  /** Host and port, for people. */
  String address() {
    return host + ":" + port;
  }
}
