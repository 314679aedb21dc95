package io.executionplane.lanes.process.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which process it is, for as long as anybody may ask. A pid alone is handed out again and again.
 *
 * @param pid its number, which is also its process group and session when it was started here
 * @param startTicks when it started, in clock ticks after boot ({@code /proc/<pid>/stat}, field 22)
 * @param bootId the kernel's name for this run of the machine ({@code
 *     /proc/sys/kernel/random/boot_id})
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {

  /**
   * The kernel's name for the present run of the machine.
   *
   * @throws IOException when {@code /proc} is not mounted
   */
  static String currentBootId() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  boolean isSameAs(ProcStat found) {
    return found.pid() == pid && found.startTicks() == startTicks;
  }
}
