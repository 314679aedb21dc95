package io.executionplane.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code ep node}: a node that runs until it is stopped. */
@Command(
    name = "node",
    description = "Runs a node, and looks after one that runs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {NodeStartCommand.class, NodeStatusCommand.class, NodeDrainCommand.class},
    footer = {"", "Example:", "  ep node start --port 7480"},
    mixinStandardHelpOptions = true)
final class NodeCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  NodeCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
