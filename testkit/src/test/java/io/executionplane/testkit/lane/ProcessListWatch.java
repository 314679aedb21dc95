package io.executionplane.testkit.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at the command lines of all processes, again and again, for a text. */
final class ProcessListWatch implements AutoCloseable {

  private final String text;
  private final List<String> sightings = new CopyOnWriteArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final Thread thread;
  private volatile boolean over;

  ProcessListWatch(String text) {
    this.text = text;
    this.thread = new Thread(this::look, "process-list-watch");
    thread.start();
  }

  private void look() {
    while (!over) {
      try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        processes.forEach(this::look);
      } catch (IOException unreadable) {
        sightings.add("could not look: " + unreadable.getMessage());
      }
      looks.incrementAndGet();
    }
  }

  private void look(Path process) {
    try {
      var line = Files.readString(process.resolve("cmdline"), ISO_8859_1);
      if (line.contains(text)) {
        sightings.add(process.getFileName() + ": " + line);
      }
    } catch (IOException gone) {
      // A process that ended shows nothing.
    }
  }

  /** How often all of them were looked at. */
  int looks() {
    return looks.get();
  }

  List<String> sightings() {
    return sightings;
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join(SshBench.WITHIN.toMillis());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
