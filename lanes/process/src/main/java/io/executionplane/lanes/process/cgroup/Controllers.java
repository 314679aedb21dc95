package io.executionplane.lanes.process.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's controllers that limit groups, put to work for the groups below a node's.
 *
 * <p>A controller comes down the tree one step at a time, and not below a group that has processes
 * of its own (cgroups(7), "no internal processes"). So there may be none, where the JVM itself is
 * in the group in which the node makes its own.
 */
final class Controllers {

  private static final List<String> WANTED = List.of("memory", "pids");
  private static final String AVAILABLE = "cgroup.controllers";
  private static final String PASSED_ON = "cgroup.subtree_control";

  private Controllers() {}

  /**
   * Puts to work what can be.
   *
   * @param parent what the node's group is in
   * @return for each that cannot be why, for people
   */
  static List<String> enable(Group parent, Group node) {
    return WANTED.stream().flatMap(each -> missing(each, parent, node).stream()).toList();
  }

  private static Optional<String> missing(String controller, Group parent, Group node) {
    try {
      passOn(controller, parent);
      passOn(controller, node);
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of("no %s controller: %s".formatted(controller, refused.getMessage()));
    }
  }

  private static void passOn(String controller, Group group) throws IOException {
    if (!lists(group.path().resolve(PASSED_ON), controller)) {
      if (!lists(group.path().resolve(AVAILABLE), controller)) {
        throw new IOException("there is none in " + group.path());
      }
      group.write(PASSED_ON, "+" + controller);
    }
  }

  private static boolean lists(Path file, String controller) throws IOException {
    return List.of(Files.readString(file).strip().split(" ")).contains(controller);
  }
}
