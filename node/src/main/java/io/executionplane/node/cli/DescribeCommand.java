package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep describe}: what this node can do, and what was measured. */
@Command(
    name = "describe",
    description =
        "Says what this node can do, what was measured of its targets, and what its"
            + " store promises.",
    footer = {"", "Example:", "  ep describe -o yaml"},
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  DescribeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Reach.node(
        store,
        "ep describe",
        console,
        view -> {
          var node = view.node();
          new Report(node, NodeTables.node(node)).print(console, format.format());
          return ExitStatus.OK;
        });
  }
}
