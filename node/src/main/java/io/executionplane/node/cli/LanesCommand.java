package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep lanes}: what kinds of effects this node can have. */
@Command(
    name = "lanes",
    description = "Lists the lanes of this node, with what each can do and where.",
    footer = {"", "Example:", "  ep lanes -o json"},
    mixinStandardHelpOptions = true)
final class LanesCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  LanesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Reach.node(
        store,
        "ep lanes",
        console,
        view -> {
          var lanes = view.lanes();
          new Report(lanes, NodeTables.lanes(lanes)).print(console, format.format());
          return ExitStatus.OK;
        });
  }
}
