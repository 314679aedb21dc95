package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code ep completion}: what makes a shell complete our commands. */
@Command(
    name = "completion",
    description = "Prints a script that makes a shell complete commands and options of ep.",
    footer = {
      "",
      "Example:",
      "  source <(ep completion bash)",
      "  ep completion fish > ~/.config/fish/completions/ep.fish"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "bash|zsh|fish", description = "Which shell.")
  private Shell shell = Shell.bash;

  private final Console console;

  CompletionCommand(Console console) {
    this.console = console;
  }

  /** As they are named on the command line. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Override
  public Integer call() {
    var root = spec.root().commandLine();
    console
        .out()
        .print(
            switch (shell) {
              // The script for bash brings along what makes zsh understand it.
              case bash, zsh -> AutoComplete.bash("ep", root);
              case fish -> FishCompletion.of(root);
            });
    return ExitStatus.OK;
  }
}
