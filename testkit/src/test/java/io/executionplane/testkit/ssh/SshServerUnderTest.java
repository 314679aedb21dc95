package io.executionplane.testkit.ssh;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.lanes.process.ProcessLane;
import io.executionplane.lanes.process.ProcessLaneProvider;
import io.executionplane.lanes.process.ProcessLaneSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server on a loopback port that runs real commands for whoever has the key. */
public interface SshServerUnderTest extends AutoCloseable {

  String TARGET = "far";

  int port();

  /** Its host key, as a line of known hosts without the host. */
  String hostKey();

  /** A file with the private key that it accepts. */
  Path identity();

  /** The account that commands run as. */
  default String user() {
    return System.getProperty("user.name");
  }

  /** Cuts every connection, as a broken network would be noticed at last. */
  void cutConnections();

  /** Keeps every connection open and lets nothing through, until it is closed. */
  Silence silence();

  /** A time without a word. */
  interface Silence extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  void close();

  /**
   * A node's configuration with this server as the only SSH target.
   *
   * @param more what is else or otherwise of the target
   */
  default Config config(Map<String, Object> more) {
    var target = new HashMap<String, Object>();
    target.put("name", TARGET);
    target.put("host", "127.0.0.1");
    target.put("port", port());
    target.put("user", user());
    target.put("host-key", hostKey());
    target.put("identity-file", identity().toString());
    target.put("keepalive", "1s");
    target.putAll(more);
    return ConfigFactory.parseMap(
            Map.of(path("ssh"), List.of(target), path("output-after-exit"), "200ms"))
        .withFallback(ConfigFactory.defaultReference());
  }

  private static String path(String key) {
    return ProcessLaneSettings.SECTION + "." + key;
  }

  /** The process lane with this server as a target. */
  default ProcessLane lane(Map<String, Object> more) {
    return (ProcessLane) new ProcessLaneProvider().create(config(more));
  }
}
