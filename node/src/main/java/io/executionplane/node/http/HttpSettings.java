package io.executionplane.node.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.node.http.caller.Caller;
import io.executionplane.node.http.caller.Callers;
import io.executionplane.node.http.caller.Role;
import io.executionplane.node.http.guard.HostNames;
import io.executionplane.node.http.guard.Origins;
import io.executionplane.node.http.tls.TlsSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code execution-plane.http}; {@code reference.conf} says what each key means.
 *
 * @param host address to listen at
 * @param port to listen at, 0 for any that is free
 * @param isPlainBeyondLoopback whether other machines may reach it without TLS
 * @param tls keys and certificates; empty if it listens without TLS
 * @param hostNames names in {@code Host} that mean this node, beside its addresses
 * @param origins origins in {@code Origin} whose pages may call
 * @param connectionsMax most connections at once
 * @param headWithin longest time from the first byte of a request to the end of its head
 * @param idleWithin how long a connection may be silent
 * @param waitMax longest time that a call may wait for an execution
 * @param heartbeatEvery how often a stream of events that is silent says that it is there
 * @param callers who may call, but for the operator
 */
public record HttpSettings(
    String host,
    int port,
    boolean isPlainBeyondLoopback,
    Optional<TlsSettings> tls,
    Set<String> hostNames,
    Set<String> origins,
    int connectionsMax,
    Duration headWithin,
    Duration idleWithin,
    Duration waitMax,
    Duration heartbeatEvery,
    Callers callers) {

  static final String PATH = "execution-plane.http";

  private static final int PORT_MOST = 65_535;
  private static final int CONNECTIONS_MOST = 100_000;

  public HttpSettings {
    require(!host.isBlank(), "host", "must be an address");
    require(port >= 0 && port <= PORT_MOST, "port", "must be from 0 to " + PORT_MOST);
    require(hostNames.stream().allMatch(HostNames::isName), "host-names", "must be host names");
    require(
        origins.stream().allMatch(Origins::isOrigin),
        "origins",
        "must be origins, for example https://console.example.com");
    require(
        connectionsMax >= 1 && connectionsMax <= CONNECTIONS_MOST,
        "connections-max",
        "must be from 1 to " + CONNECTIONS_MOST);
    requireTime(headWithin, "head-within");
    requireTime(idleWithin, "idle-within");
    requireTime(waitMax, "wait-max");
    requireTime(heartbeatEvery, "heartbeat-every");
    require(
        heartbeatEvery.compareTo(idleWithin) < 0,
        "heartbeat-every",
        "must be shorter than idle-within");
    require(waitMax.compareTo(idleWithin) < 0, "wait-max", "must be shorter than idle-within");
    hostNames = Set.copyOf(hostNames);
    origins = Set.copyOf(origins);
  }

  /**
   * What a whole configuration says.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range; the message names the key
   */
  public static HttpSettings from(Config config) {
    var section = config.getConfig(PATH);
    return new HttpSettings(
        section.getString("host"),
        section.getInt("port"),
        section.getBoolean("plain-beyond-loopback"),
        TlsSettings.from(config),
        Set.copyOf(section.getStringList("host-names")),
        Set.copyOf(section.getStringList("origins")),
        section.getInt("connections-max"),
        section.getDuration("head-within"),
        section.getDuration("idle-within"),
        section.getDuration("wait-max"),
        section.getDuration("heartbeat-every"),
        new Callers(
            ListedCallers.at(config, PATH + ".tokens"),
            ListedCallers.at(config, PATH + ".certificates")));
  }

  /** For this machine alone, at any port and without TLS, whatever else is configured. */
  public static HttpSettings local(Config config) {
    var here =
        ConfigFactory.parseString(
            PATH + " { host = \"127.0.0.1\", port = 0, tls.keystore-file = \"\" }");
    return from(here.withFallback(config));
  }

  /**
   * Who may call: those of the settings, and whoever has the token of the data directory.
   *
   * @param tenantId the tenant of that one
   */
  public Callers callers(String operatorToken, String tenantId) {
    var known = new HashMap<>(callers.byToken());
    known.put(
        Callers.digest(operatorToken), new Caller(tenantId, "operator", EnumSet.allOf(Role.class)));
    return new Callers(known, callers.byCertificate());
  }

  /** The same, at another port. */
  public HttpSettings atPort(int other) {
    return new HttpSettings(
        host,
        other,
        isPlainBeyondLoopback,
        tls,
        hostNames,
        origins,
        connectionsMax,
        headWithin,
        idleWithin,
        waitMax,
        heartbeatEvery,
        callers);
  }

  private static void requireTime(Duration value, String key) {
    require(
        value.compareTo(Duration.ofMillis(10)) >= 0 && value.compareTo(Duration.ofHours(1)) <= 0,
        key,
        "must be 10 ms to 1 hour");
  }

  private static void require(boolean condition, String key, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(PATH + "." + key + " " + rule);
    }
  }
}
