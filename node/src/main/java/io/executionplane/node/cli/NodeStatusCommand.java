package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep node status}: whether a node runs, and how it is. */
@Command(
    name = "status",
    description = {
      "Says how the node is that runs at --server, or on the data directory. Exits with 125 where"
          + " none does."
    },
    footer = {"", "Example:", "  ep node status -o json"},
    mixinStandardHelpOptions = true)
final class NodeStatusCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  NodeStatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var node = RunningServer.of(store).get("/v1/node");
    new Report(node, NodeTables.node(node)).print(console, format.format());
    return ExitStatus.OK;
  }
}
