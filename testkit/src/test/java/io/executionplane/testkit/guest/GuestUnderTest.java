package io.executionplane.testkit.guest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.lanes.process.ProcessLane;
import io.executionplane.lanes.process.ProcessLaneProvider;
import io.executionplane.lanes.process.ProcessLaneSettings;
import io.executionplane.lanes.process.guest.agent.AgentDoor;
import io.executionplane.lanes.process.guest.agent.AttachToken;
import io.executionplane.lanes.process.guest.agent.GuestAgent;
import io.executionplane.lanes.process.guest.agent.TlsDoor;
import io.executionplane.lanes.process.guest.agent.UnixDoor;
import io.executionplane.lanes.process.guest.bridge.Ed25519Keys;
import io.executionplane.lanes.process.guest.bridge.OwnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent of ours in this JVM, behind a door of a kind. */
public final class GuestUnderTest implements AutoCloseable {

  public static final String TARGET = "inner";

  private static final String LANE = ProcessLaneSettings.SECTION + ".";

  /** What leaves the session on purpose must be able to, on every machine. */
  private static final Config AGENT =
      ConfigFactory.parseMap(Map.of(LANE + "output-after-exit", "200ms", LANE + "cgroup", "off"));

  private final GuestAgent agent;
  private final AgentFiles files;
  private final Map<String, Object> endpoint;

  private GuestUnderTest(GuestAgent agent, AgentFiles files, Map<String, Object> endpoint) {
    this.agent = agent;
    this.files = files;
    this.endpoint = endpoint;
  }

  /** How an agent is reached. */
  public enum Door {
    UNIX_SOCKET,
    TLS
  }

  public static GuestUnderTest start(Door door, Path directory) {
    return start(door, directory, Map.of());
  }

  /**
   * One that is set up otherwise.
   *
   * @param more of the agent's configuration
   */
  public static GuestUnderTest start(Door door, Path directory, Map<String, Object> more) {
    var files = AgentFiles.in(directory);
    try {
      return door == Door.UNIX_SOCKET ? unix(files, more) : tls(files, more);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static GuestUnderTest unix(AgentFiles files, Map<String, Object> more)
      throws IOException {
    var path = files.directory().resolve("door").resolve("bridge.sock");
    var endpoint = Map.<String, Object>of("kind", "unix_socket", "path", path.toString());
    return new GuestUnderTest(agent(UnixDoor.at(path), files, more), files, endpoint);
  }

  private static GuestUnderTest tls(AgentFiles files, Map<String, Object> more) throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var door = TlsDoor.at(anyPort, files.keyStore(), files.password());
    return new GuestUnderTest(agent(door, files, more), files, tcp(door.port(), files));
  }

  private static Map<String, Object> tcp(int port, AgentFiles files) {
    return Map.of(
        "kind",
        "tcp",
        "host",
        "127.0.0.1",
        "port",
        port,
        "certificate-sha256",
        files.certificateSha256());
  }

  private static GuestAgent agent(AgentDoor door, AgentFiles files, Map<String, Object> more)
      throws IOException {
    return GuestAgent.start(
        ConfigFactory.parseMap(more)
            .withFallback(AGENT)
            .withFallback(ConfigFactory.defaultReference()),
        door,
        AttachToken.in(files.token()),
        Optional.of(Ed25519Keys.privateKey(OwnFile.text(files.keyFile()))));
  }

  public AgentFiles files() {
    return files;
  }

  public GuestAgent agent() {
    return agent;
  }

  public Map<String, Object> endpoint() {
    return endpoint;
  }

  /**
   * A node's configuration with this agent as the only guest.
   *
   * @param more what is else or otherwise of the target
   */
  public Config config(Map<String, Object> more) {
    return config(files, endpoint, more);
  }

  /** A node's configuration with one guest. */
  public static Config config(
      AgentFiles files, Map<String, Object> endpoint, Map<String, Object> more) {
    var target = new HashMap<String, Object>();
    target.put("name", TARGET);
    target.put("endpoint", endpoint);
    target.put("token-file", files.token().toString());
    target.put("public-key", files.publicKey());
    target.putAll(more);
    return ConfigFactory.parseMap(
            Map.of(LANE + "guest", List.of(target), LANE + "output-after-exit", "200ms"))
        .withFallback(ConfigFactory.defaultReference());
  }

  /** The process lane with this agent as a target. */
  public ProcessLane lane(Map<String, Object> more) {
    return lane(config(more));
  }

  public static ProcessLane lane(Config config) {
    return (ProcessLane) new ProcessLaneProvider().create(config);
  }

  @Override
  public void close() {
    agent.close();
  }
}
