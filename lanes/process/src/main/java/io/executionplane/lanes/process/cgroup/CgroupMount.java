package io.executionplane.lanes.process.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the second version of control groups is mounted, alone or beside the first.
 *
 * @param root which group is seen at the mount point; {@code /} unless this is a container
 * @param point where it is mounted
 */
record CgroupMount(String root, Path point) {

  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final Path MEMBERSHIP = Path.of("/proc/self/cgroup");

  /**
   * How the line of the second version begins (cgroups(7)): it has no number and no controllers.
   */
  private static final String UNIFIED = "0::";

  // Fields of a line of mountinfo (proc(5)), and where its second part begins.
  private static final int ROOT = 3;
  private static final int POINT = 4;
  private static final String SECOND_PART = " - ";

  /**
   * The directory of the group that this process is in.
   *
   * @throws IOException saying why there is none
   */
  static Path ownGroup() throws IOException {
    var mounts = Files.readAllLines(MOUNTS).stream();
    var mount =
        find(mounts).orElseThrow(() -> new IOException("cgroup v2 is not mounted on this machine"));
    var path =
        Files.readAllLines(MEMBERSHIP).stream()
            .filter(line -> line.startsWith(UNIFIED))
            .map(line -> line.substring(UNIFIED.length()))
            .findFirst()
            .orElseThrow(() -> new IOException("this process is in no group of cgroup v2"));
    return mount
        .directory(path)
        .orElseThrow(() -> new IOException("the group of this process cannot be seen: " + path));
  }

  static Optional<CgroupMount> find(Stream<String> mountinfo) {
    return mountinfo
        .filter(line -> line.substring(line.indexOf(SECOND_PART)).startsWith(" - cgroup2 "))
        .map(line -> line.split(" ", POINT + 2))
        .map(fields -> new CgroupMount(fields[ROOT], Path.of(fields[POINT])))
        .findFirst();
  }

  /** Where a group is seen, if it is below what is mounted. */
  Optional<Path> directory(String group) {
    var path = Path.of(group);
    var base = Path.of(root);
    return path.startsWith(base) && !group.contains("..")
        ? Optional.of(point.resolve(base.relativize(path)).normalize())
        : Optional.empty();
  }
}
