package io.executionplane.lanes.process;

import com.typesafe.config.Config;
import io.executionplane.lanes.process.cgroup.CgroupSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of the process lane; {@code reference.conf} explains each.
 *
 * @param grace from asking a command to end until killing it, unless the order says otherwise
 * @param outputAfterExit how long output may be held open after the command has ended
 * @param workingDirectory where commands run that do not say where; absolute
 * @param launchThreads how many commands can be started, or cleaned up after, at the same time
 * @param targetId what this machine is called as a target
 * @param measurementValidFor how long a measurement of the target counts
 * @param cgroup where control groups are made
 * @param sandbox whether sandboxes are a target, where they can be made
 * @param sandboxTargetId what sandboxes are called as a target
 * @param sandboxHides absolute paths of directories whose content no sandbox sees
 */
public record ProcessLaneSettings(
    Duration grace,
    Duration outputAfterExit,
    String workingDirectory,
    int launchThreads,
    String targetId,
    Duration measurementValidFor,
    CgroupSetting cgroup,
    boolean sandbox,
    String sandboxTargetId,
    List<String> sandboxHides) {

  /** Where the settings stand in a node's configuration. */
  public static final String SECTION = "execution-plane.lanes.process";

  /** Where a node's configuration names its data directory, which holds its keys and its record. */
  private static final String DATA_DIRECTORY = "execution-plane.store.directory";

  public ProcessLaneSettings {
    sandboxHides = List.copyOf(sandboxHides);
    require(!grace.isNegative(), "grace", "must not be negative");
    require(!outputAfterExit.isNegative(), "output-after-exit", "must not be negative");
    require(launchThreads > 0, "launch-threads", "must be at least 1");
    require(!targetId.isBlank(), "target-id", "must not be blank");
    require(!sandboxTargetId.isBlank(), "sandbox-target-id", "must not be blank");
    require(
        measurementValidFor.toSeconds() > 0, "measurement-valid-for", "must be at least 1 second");
  }

  /**
   * Reads {@code execution-plane.lanes.process}.
   *
   * @param config a node's whole configuration
   * @throws IllegalArgumentException naming the key that is out of range
   */
  public static ProcessLaneSettings from(Config config) {
    var section = config.getConfig(SECTION);
    return new ProcessLaneSettings(
        section.getDuration("grace"),
        section.getDuration("output-after-exit"),
        absolute(section.getString("working-directory")),
        section.getInt("launch-threads"),
        section.getString("target-id"),
        section.getDuration("measurement-valid-for"),
        new CgroupSetting(section.getString("cgroup")),
        section.getBoolean("sandbox"),
        section.getString("sandbox-target-id"),
        hidden(config, section.getStringList("sandbox-hides")));
  }

  private static List<String> hidden(Config config, List<String> asked) {
    var hidden = new ArrayList<>(asked);
    if (config.hasPath(DATA_DIRECTORY)) {
      hidden.add(config.getString(DATA_DIRECTORY));
    }
    return hidden.stream().map(ProcessLaneSettings::absolute).toList();
  }

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }

  private static void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(SECTION + "." + key + " " + rule);
    }
  }
}
