package io.executionplane.node.http;

import com.typesafe.config.Config;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.node.http.caller.Caller;
import io.executionplane.node.http.caller.Callers;
import io.executionplane.node.http.caller.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The section {@code execution-plane.http}; {@code reference.conf} says what each key means.
 *
 * @param host address to listen at
 * @param port to listen at, 0 for any that is free
 * @param hostNames names in {@code Host} that mean this node, beside its addresses
 * @param origins origins in {@code Origin} whose pages may call
 * @param connectionsMax most connections at once
 * @param idleWithin how long a connection may be silent
 * @param waitMax longest time that a call may wait for an execution
 * @param heartbeatEvery how often a stream of events that is silent says that it is there
 */
public record HttpSettings(
    String host,
    int port,
    Set<String> hostNames,
    Set<String> origins,
    int connectionsMax,
    Duration idleWithin,
    Duration waitMax,
    Duration heartbeatEvery,
    Map<Sha256, Caller> tokens) {

  private static final String PATH = "execution-plane.http";

  public HttpSettings {
    hostNames = Set.copyOf(hostNames);
    origins = Set.copyOf(origins);
    tokens = Map.copyOf(tokens);
  }

  public static HttpSettings from(Config config) {
    var section = config.getConfig(PATH);
    return new HttpSettings(
        section.getString("host"),
        section.getInt("port"),
        Set.copyOf(section.getStringList("host-names")),
        Set.copyOf(section.getStringList("origins")),
        section.getInt("connections-max"),
        section.getDuration("idle-within"),
        section.getDuration("wait-max"),
        section.getDuration("heartbeat-every"),
        section.getConfigList("tokens").stream()
            .collect(Collectors.toMap(HttpSettings::digest, HttpSettings::caller)));
  }

  private static Sha256 digest(Config token) {
    return new Sha256(token.getString("sha256"));
  }

  private static Caller caller(Config token) {
    return new Caller(
        token.getString("tenant"), token.getString("subject"), roles(token.getStringList("roles")));
  }

  private static Set<Role> roles(List<String> names) {
    var roles = EnumSet.noneOf(Role.class);
    for (var name : names) {
      roles.add(
          Role.named(name)
              .orElseThrow(
                  () -> new IllegalArgumentException(PATH + ".tokens: no role is called " + name)));
    }
    return roles;
  }

  /**
   * Who may call: those of the settings, and whoever has the token of the data directory.
   *
   * @param tenantId the tenant of that one
   */
  public Callers callers(String operatorToken, String tenantId) {
    var known = new HashMap<>(tokens);
    known.put(
        Callers.digest(operatorToken), new Caller(tenantId, "operator", EnumSet.allOf(Role.class)));
    return new Callers(known, Map.of());
  }

  /** The same, at another port. */
  public HttpSettings atPort(int other) {
    return new HttpSettings(
        host,
        other,
        hostNames,
        origins,
        connectionsMax,
        idleWithin,
        waitMax,
        heartbeatEvery,
        tokens);
  }
}
