package io.executionplane.testkit.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this JVM holds of the operating system.
 *
 * @param threads its live threads
 * @param descriptors its open file descriptors; 0 where they cannot be counted
 */
public record OpenResources(int threads, int descriptors) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** What is held at this moment. */
  public static OpenResources now() {
    return new OpenResources(
        ManagementFactory.getThreadMXBean().getThreadCount(), countDescriptors());
  }

  private static int countDescriptors() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (var entries = Files.list(DESCRIPTORS)) {
      return (int) entries.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether no more is held than before, but for this much of each. */
  public boolean isAtMost(OpenResources before, int growth) {
    return threads <= before.threads + growth && descriptors <= before.descriptors + growth;
  }
}
