package io.executionplane.lanes.process.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text for a POSIX shell. Pure. */
final class ShellText {

  private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * A command line that reads a script from its input and runs it. What is sent to a server as a
   * command is always this text, whatever the command is: it has nothing in it that any login shell
   * would take for something else, and nothing that the remote process list should not show.
   *
   * <p>The first line is a word that ends the script, and the script is whatever is before that
   * word. What follows stays in the input: a shell reads no byte ahead of the line that it was
   * asked for (POSIX, read). A script that breaks off is not run.
   */
  static final String LOADER =
      "n=$(printf \"\\nx\");n=${n%x};s=;IFS= read -r e;"
          + "while IFS= read -r l&&[ \"$l\" != \"$e\" ];do s=$s$l$n;done;"
          + "[ -n \"$e\" ]&&[ \"$l\" = \"$e\" ]&&eval \"$s\"";

  /** {@link #LOADER} as a server is asked to run it, by whatever the account's login shell is. */
  static final String COMMAND_LINE = "exec /bin/sh -c " + quote(LOADER);

  private ShellText() {}

  /** One word, whatever is in it but NUL. */
  static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  static String quote(List<String> words) {
    return words.stream().map(ShellText::quote).collect(Collectors.joining(" "));
  }

  /** Whether a shell can have a variable of that name. */
  static boolean isVariable(String name) {
    return NAME.matcher(name).matches();
  }

  /** Variables for what runs later, as a command. */
  static String export(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(each -> "export " + each.getKey() + "=" + quote(each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /**
   * A script of this package, with shell text in the places that it has for it.
   *
   * @param texts by the name of the place
   */
  static String script(String name, Map<String, String> texts) {
    return PLACE
        .matcher(resource(name))
        .replaceAll(place -> Matcher.quoteReplacement(text(texts, place.group(1))));
  }

  private static String text(Map<String, String> texts, String place) {
    var text = texts.get(place);
    if (text == null) {
      throw new IllegalArgumentException("no text for @" + place + "@");
    }
    return text;
  }

  /** Without the comments: what is sent is read byte by byte. */
  private static String resource(String name) {
    try (var stream = ShellText.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no script " + name);
      }
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
          .collect(Collectors.joining("\n", "", "\n"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What {@link #LOADER} takes for this script; the end is a word that is no line of it. */
  static String toLoad(String script, String end) {
    return end + "\n" + script + end + "\n";
  }
}
