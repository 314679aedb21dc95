package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep node drain}: a node takes nothing new any more. */
@Command(
    name = "drain",
    description = {
      "Has the node that runs at --server, or on the data directory, take nothing new. What runs"
          + " goes on; stop the node to stop that too."
    },
    footer = {"", "Example:", "  ep node drain"},
    mixinStandardHelpOptions = true)
final class NodeDrainCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  NodeDrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var node = RunningServer.of(store).post("/v1/node:drain");
    new Report(node, NodeTables.node(node)).print(console, format.format());
    return ExitStatus.OK;
  }
}
