package io.executionplane.node.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which the library has none for. */
final class FishCompletion {

  private final List<String> lines = new ArrayList<>();

  private FishCompletion() {}

  static String of(CommandLine root) {
    var completion = new FishCompletion();
    completion.lines.add("complete -c ep -f");
    completion.add(root, List.of());
    return String.join("\n", completion.lines) + "\n";
  }

  private void add(CommandLine command, List<String> path) {
    var condition = condition(path, command);
    for (var option : command.getCommandSpec().options()) {
      lines.add("complete -c ep -n '" + seen(path) + "'" + spelled(option) + described(option));
    }
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              var words = sub.getCommandSpec().usageMessage().description();
              lines.add(
                  "complete -c ep -n '"
                      + condition
                      + "' -a "
                      + name
                      + " -d "
                      + quoted(first(words)));
              var inner = new ArrayList<>(path);
              inner.add(name);
              add(sub, inner);
            });
  }

  /** On the way there, and no further. */
  private static String condition(List<String> path, CommandLine command) {
    return path.isEmpty()
        ? "__fish_use_subcommand"
        : seen(path)
            + "; and not __fish_seen_subcommand_from "
            + String.join(" ", command.getSubcommands().keySet());
  }

  private static String seen(List<String> path) {
    return path.isEmpty()
        ? "true"
        : path.stream()
            .map(name -> "__fish_seen_subcommand_from " + name)
            .reduce((outer, inner) -> outer + "; and " + inner)
            .orElseThrow();
  }

  private static String spelled(OptionSpec option) {
    var words = new StringBuilder();
    for (var name : option.names()) {
      words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return words + (option.arity().max() == 0 ? "" : " -r -F");
  }

  private static String described(OptionSpec option) {
    return " -d " + quoted(first(option.description()));
  }

  private static String first(String... lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  private static String quoted(String text) {
    var sentence = text.indexOf(". ") < 0 ? text : text.substring(0, text.indexOf(". "));
    return "'" + sentence.replace("\\", "\\\\").replace("'", "\\'").replace("%%", "%") + "'";
  }
}
