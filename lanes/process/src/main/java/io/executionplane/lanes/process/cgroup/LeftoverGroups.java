package io.executionplane.lanes.process.cgroup;

import io.executionplane.lanes.process.posix.LockedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups of nodes that are dead. A living node holds a lock on its group, which the kernel gives
 * back when the node ends, however it ends.
 *
 * @param parent where the nodes' groups are
 */
public record LeftoverGroups(Path parent) {

  static final String PREFIX = "execution-plane-";
  private static final Duration END_WITHIN = Duration.ofSeconds(2);

  /** Those of one parent. */
  public static LeftoverGroups in(Path parent) {
    return new LeftoverGroups(parent);
  }

  /** Kills everything in all of them and takes them away, as far as the kernel can in time. */
  public void endAll() throws IOException {
    for (var path : groups()) {
      endIfDead(path);
    }
  }

  private List<Path> groups() throws IOException {
    try (var entries = Files.newDirectoryStream(parent, PREFIX + "*")) {
      var groups = new ArrayList<Path>();
      entries.forEach(groups::add);
      return groups;
    }
  }

  /**
   * Kills what is left in the group of one execution, if its node is dead.
   *
   * @param recorded where the group is, as its execution reported it. Whatever is not a group that
   *     a node makes here for an execution is left alone
   * @return how many processes were found in it; 0 where it is gone, or its node lives
   */
  public int end(String recorded) throws IOException {
    var execution = Path.of(recorded).normalize();
    var node = execution.getParent();
    if (node == null || !isOfANode(node) || !Files.isDirectory(execution)) {
      return 0;
    }
    var found = new Group(execution).processes().size();
    return endIfDead(node) ? found : 0;
  }

  private boolean isOfANode(Path group) {
    return parent.equals(group.getParent()) && group.getFileName().toString().startsWith(PREFIX);
  }

  private static boolean endIfDead(Path node) throws IOException {
    try {
      var lock = LockedDirectory.tryLock(node.toString());
      if (lock.isEmpty()) {
        return false;
      }
      try {
        end(new Group(node));
      } finally {
        lock.get().close();
      }
      return true;
    } catch (IOException failed) {
      if (Files.exists(node)) {
        throw failed;
      }
      return false; // Somebody else has just ended it.
    }
  }

  static void end(Group group) throws IOException {
    group.kill();
    if (group.awaitEmpty(END_WITHIN)) {
      group.remove();
    }
  }
}
