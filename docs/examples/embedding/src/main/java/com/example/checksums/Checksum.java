package com.example.checksums;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of what {@code sha256sum} says.
 *
 * @param sha256 64 hexadecimal digits
 * @param name the file as the caller named it, or {@code -} for a text
 */
public record Checksum(String sha256, String name) {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.*)");

  /** What a command said, if all of it is as expected. */
  static List<Checksum> of(String output) {
    return output.lines().map(Checksum::ofLine).toList();
  }

  private static Checksum ofLine(String line) {
    var found = LINE.matcher(line);
    if (!found.matches()) {
      throw new IllegalStateException("sha256sum said something else than a checksum");
    }
    return new Checksum(found.group(1), SharedFiles.path(found.group(2)));
  }
}
