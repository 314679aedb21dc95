package io.executionplane.node.cli;

import io.executionplane.lanes.spi.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a node needs beyond its lanes: a Java, a place for its record, disk, a clock. */
final class Preflight {

  private static final int JAVA_MIN = 17;
  private static final long DISK_BYTES_MIN = 1L << 30;

  /** A clock before this code was written is wrong. */
  private static final Instant CLOCK_MIN = Instant.parse("2026-11-01T00:00:00Z");

  private static final Duration SKEW_MAX = Duration.ofSeconds(5);

  private Preflight() {}

  static List<Finding> findings(StoreOptions options) {
    return List.of(java(), store(options), disk(options.directory()), clock());
  }

  private static Finding java() {
    var version = Runtime.version();
    var detail = version + ", " + System.getProperty("java.vendor", "vendor unknown");
    return version.feature() >= JAVA_MIN
        ? Finding.ok("Java", detail)
        : Finding.failure("Java", detail, "install a JDK " + JAVA_MIN + " or newer");
  }

  private static Finding store(StoreOptions options) {
    var directory = options.directory();
    if (Files.notExists(directory)) {
      return Files.isWritable(existingParent(directory))
          ? Finding.ok("store", directory + " does not exist yet and can be made")
          : Finding.failure(
              "store", directory + " cannot be made", "name a directory of yours with --data");
    }
    return Stores.inspect(options);
  }

  private static Finding disk(Path directory) {
    try {
      var free = Files.getFileStore(existingParent(directory)).getUsableSpace();
      var detail = (free >> 20) + " MiB free at the store";
      return free >= DISK_BYTES_MIN
          ? Finding.ok("disk", detail)
          : Finding.warning("disk", detail, "free some, or name another place with --data");
    } catch (IOException failure) {
      return Finding.warning("disk", "its free space cannot be read", "look at it with df");
    }
  }

  /** Compared with the file system's, which may be another machine's. */
  private static Finding clock() {
    var now = Instant.now();
    if (now.isBefore(CLOCK_MIN)) {
      return Finding.failure("clock", "it says " + now, "set it: grants expire by the clock");
    }
    try {
      var probe = Files.createTempFile("ep-clock", null);
      try {
        var skew = Duration.between(now, Files.getLastModifiedTime(probe).toInstant()).abs();
        return skew.compareTo(SKEW_MAX) <= 0
            ? Finding.ok("clock", now + ", as the file system's")
            : Finding.warning(
                "clock",
                "it is " + skew.toSeconds() + " s away from the file system's",
                "synchronise clocks: grants expire by them");
      } finally {
        Files.delete(probe);
      }
    } catch (IOException failure) {
      return Finding.warning(
          "clock", "temporary files cannot be made", "look at the directory for temporary files");
    }
  }

  private static Path existingParent(Path directory) {
    var place = directory;
    while (Files.notExists(place) && place.getParent() != null) {
      place = Objects.requireNonNull(place.getParent());
    }
    return place;
  }
}
