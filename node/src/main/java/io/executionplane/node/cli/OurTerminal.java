package io.executionplane.node.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that we were started in, while it passes on every key as it is: not a line at a
 * time, without echo, and without keys that would end or stop us. Closing it makes it what it was
 * before.
 *
 * <p>Java cannot do this; {@code stty} can, which POSIX puts beside every shell.
 */
final class OurTerminal implements AutoCloseable {

  private static final long ANSWER_WITHIN_SECONDS = 10;

  /** What a terminal that does not know its size is taken for. */
  private static final Size USUAL = new Size(80, 24);

  private final String before;
  private boolean closed;

  private OurTerminal(String before) {
    this.before = before;
  }

  /**
   * How large a terminal is.
   *
   * @param cols width in characters
   * @param rows height in lines
   */
  record Size(int cols, int rows) {}

  /**
   * Takes the terminal over.
   *
   * @throws CliException when there is none, or {@code stty} is missing
   */
  static OurTerminal takeOver() {
    var terminal = new OurTerminal(stty("-g"));
    stty("raw", "-echo");
    return terminal;
  }

  /** How large it is now. */
  static Size size() {
    return parse(stty("size"));
  }

  /** As {@code stty size} says it: rows, a space, columns; zeros where nobody knows. */
  static Size parse(String said) {
    var words = said.split(" ", -1);
    try {
      var size = new Size(Integer.parseInt(words[words.length - 1]), Integer.parseInt(words[0]));
      return words.length == 2 && size.cols() > 0 && size.rows() > 0 ? size : USUAL;
    } catch (NumberFormatException unknown) {
      return USUAL;
    }
  }

  private static String stty(String... words) {
    var command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(words));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectErrorStream(true)
              .start();
      if (!process.waitFor(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly(); // Stopped, as whatever sets a terminal from the background.
        throw new CliException("our terminal cannot be taken over from the background");
      }
      // One line, which the pipe holds.
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new CliException("our terminal cannot be taken over: " + said.strip());
      }
      return said.strip();
    } catch (IOException missing) {
      throw new CliException("-t needs the program stty: " + missing.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitStatus.INTERRUPTED, "interrupted");
    }
  }

  /** Makes it what it was, unless it is gone. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      restore();
    }
  }

  private void restore() {
    try {
      stty(before);
    } catch (CliException gone) {
      // Whoever had the window has closed it: how the command ended is told all the same.
    }
  }
}
