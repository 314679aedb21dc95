package io.executionplane.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A small file that is only ever replaced as a whole: a crash at any instruction leaves the old one
 * or the new one. What it interrupts stays beside it under its name and {@code .next}; it means
 * nothing and is written over.
 */
public record WholeFile(Path path) {

  private static final String UNFINISHED = ".next";

  public boolean exists() {
    return Files.exists(path);
  }

  /** All of it. */
  public byte[] read() throws IOException {
    return Files.readAllBytes(path);
  }

  /** Puts other content in its place. Before it is there, the disk has it. */
  public void replace(byte[] content) throws IOException {
    var next = path.resolveSibling(path.getFileName() + UNFINISHED);
    try (var channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
