package io.executionplane.lanes.process.guest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.lanes.process.ProcessLaneSettings;
import io.executionplane.lanes.process.guest.bridge.Ed25519Keys;
import io.executionplane.lanes.process.guest.bridge.Frames;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One guest, as its owner declared it; {@code reference.conf} explains each setting.
 *
 * @param name what it is called as a target
 * @param bridgeRef what the node calls itself to the agent
 * @param tokenFile holds the token that the agent knows
 * @param publicKey the guest's key; without it nothing attests what it is
 * @param workingDirectory where commands run that do not say where; absent means the agent's own
 * @param connectTimeout longest time to connect and attach
 * @param heartbeat how often each end says that it is there
 * @param resumeWithin how long a cut connection may take to be made again
 * @param sessionsMax how many commands run there at once
 * @param frameBytesMax longest frame that is taken
 * @param windowBytes how much of each output waits here to be taken
 * @param measurementValidFor how long a measurement of the target counts
 */
record GuestTargetSettings(
    String name,
    GuestEndpoint endpoint,
    String bridgeRef,
    String bridgeProfile,
    Path tokenFile,
    Optional<PublicKey> publicKey,
    Optional<String> workingDirectory,
    Duration connectTimeout,
    Duration heartbeat,
    Duration resumeWithin,
    int sessionsMax,
    int frameBytesMax,
    int windowBytes,
    Duration measurementValidFor) {

  /** Where the targets stand in a node's configuration. */
  static final String SECTION = ProcessLaneSettings.SECTION + ".guest";

  private static final String DEFAULTS = ProcessLaneSettings.SECTION + ".guest-defaults";
  private static final Set<String> OWN_KEYS =
      Set.of("name", "endpoint", "bridge-ref", "token-file", "public-key", "working-directory");
  private static final Set<String> UNIX_KEYS = Set.of("kind", "path");
  private static final Set<String> TCP_KEYS = Set.of("kind", "host", "port", "certificate-sha256");
  private static final int PORT_MAX = 65_535;
  private static final int WINDOW_BYTES_MIN = 1024;
  private static final int WINDOW_BYTES_MAX = 64 * 1024 * 1024;
  private static final Duration WAIT_MAX = Duration.ofMinutes(10);

  GuestTargetSettings {
    require(name, !bridgeRef.isBlank(), "bridge-ref", "must not be blank");
    require(name, !bridgeProfile.isBlank(), "bridge-profile", "must not be blank");
    require(
        name,
        workingDirectory.map(path -> path.startsWith("/")).orElse(true),
        "working-directory",
        "must be absolute");
    require(name, isWait(connectTimeout), "connect-timeout", "must be 1 ms to 10 minutes");
    require(name, isWait(heartbeat), "heartbeat", "must be 1 ms to 10 minutes");
    require(
        name,
        resumeWithin.isZero() || isWait(resumeWithin),
        "resume-within",
        "must be 0 to 10 minutes");
    require(name, sessionsMax > 0, "sessions-max", "must be at least 1");
    require(
        name,
        frameBytesMax >= Frames.BYTES_MAX_LEAST,
        "frame-bytes-max",
        "must be at least " + Frames.BYTES_MAX_LEAST);
    require(
        name,
        windowBytes >= WINDOW_BYTES_MIN && windowBytes <= WINDOW_BYTES_MAX,
        "window-bytes",
        "must be 1 KiB to 64 MiB");
  }

  private static boolean isWait(Duration wait) {
    return wait.toMillis() > 0 && wait.compareTo(WAIT_MAX) <= 0;
  }

  /**
   * All that are declared.
   *
   * @throws IllegalArgumentException naming the key that is missing or out of range
   */
  static List<GuestTargetSettings> from(Config config) {
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
        .ifPresent(unknown -> refuse(name, unknown, "is not a setting"));
    return name;
  }

  private static GuestTargetSettings target(String name, Config target, Duration validFor) {
    try {
      return new GuestTargetSettings(
          name,
          endpoint(name, target.getConfig("endpoint")),
          text(target, "bridge-ref").orElse(name),
          target.getString("bridge-profile"),
          Path.of(target.getString("token-file")),
          text(target, "public-key").map(key -> parsed(name, "public-key", key, PUBLIC_KEY)),
          text(target, "working-directory"),
          target.getDuration("connect-timeout"),
          target.getDuration("heartbeat"),
          target.getDuration("resume-within"),
          target.getInt("sessions-max"),
          Math.toIntExact(target.getBytes("frame-bytes-max")),
          Math.toIntExact(target.getBytes("window-bytes")),
          validFor);
    } catch (ConfigException wrong) {
      throw new IllegalArgumentException(SECTION + "." + name + ": " + wrong.getMessage(), wrong);
    }
  }

  private static final Function<String, PublicKey> PUBLIC_KEY = Ed25519Keys::publicKey;

  private static GuestEndpoint endpoint(String name, Config endpoint) {
    var kind = endpoint.getString("kind");
    var keys = kind.equals("tcp") ? TCP_KEYS : UNIX_KEYS;
    endpoint.root().keySet().stream()
        .filter(key -> !keys.contains(key))
        .findFirst()
        .ifPresent(unknown -> refuse(name, "endpoint." + unknown, "is not a setting"));
    return switch (kind) {
      case "unix_socket" -> new GuestEndpoint.UnixSocket(Path.of(endpoint.getString("path")));
      case "tcp" -> tcp(name, endpoint);
      default ->
          throw new IllegalArgumentException(
              key(name, "endpoint.kind") + " must be unix_socket or tcp");
    };
  }

  private static GuestEndpoint tcp(String name, Config endpoint) {
    var port = endpoint.getInt("port");
    require(name, port > 0 && port <= PORT_MAX, "endpoint.port", "must be 1 to 65535");
    return new GuestEndpoint.Tcp(
        endpoint.getString("host"),
        port,
        parsed(
            name,
            "endpoint.certificate-sha256",
            endpoint.getString("certificate-sha256"),
            PinnedCertificate::parse));
  }

  private static <T> T parsed(String name, String key, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(key(name, key) + " " + malformed.getMessage(), malformed);
    }
  }

  private static Optional<String> text(Config target, String key) {
    return target.hasPath(key)
        ? Optional.of(target.getString(key)).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  private static void require(String name, boolean holds, String key, String rule) {
    if (!holds) {
      refuse(name, key, rule);
    }
  }

  private static void refuse(String name, String key, String rule) {
    throw new IllegalArgumentException(key(name, key) + " " + rule);
  }

  private static String key(String name, String key) {
    return SECTION + "." + name + "." + key;
  }

  /** What its key is known by in the record: {@code SHA256:} and the digest in base64. */
  Optional<String> keyFingerprint() {
    return publicKey.map(
        key ->
            "SHA256:"
                + Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(Sha256.of(key.getEncoded()).hash()));
  }

  /** Where it is, for people. */
  String address() {
    return endpoint.address();
  }
}
