package io.executionplane.lanes.process.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the owner wants groups to be made.
 *
 * @param text {@code auto}, {@code off}, or the absolute path of an existing group
 */
public record CgroupSetting(String text) {

  private static final String KEY = "execution-plane.lanes.process.cgroup";
  private static final String AUTO = "auto";
  private static final String OFF = "off";

  public CgroupSetting {
    if (!text.equals(AUTO) && !text.equals(OFF) && !text.startsWith("/")) {
      throw new IllegalArgumentException(KEY + " must be auto, off, or an absolute path");
    }
  }

  /** Whether an owner who named a group is not to get less. */
  public boolean isRequired() {
    return text.startsWith("/");
  }

  /**
   * The group in which a node makes its own; empty where it is to make none.
   *
   * @throws IOException saying why there is none
   */
  public Optional<Path> parent() throws IOException {
    return switch (text) {
      case OFF -> Optional.empty();
      case AUTO -> Optional.of(CgroupMount.ownGroup());
      default -> Optional.of(Path.of(text));
    };
  }
}
