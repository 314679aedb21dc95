package io.executionplane.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code ep evidence}: what can be proven. */
@Command(
    name = "evidence",
    description = "Proves what happened.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EvidenceShowCommand.class,
      EvidenceVerifyCommand.class,
      EvidenceExportCommand.class,
      EvidenceProveCommand.class,
      EvidenceEraseCommand.class,
    },
    footer = {"", "Example:", "  ep evidence verify ex_4k7qab"},
    mixinStandardHelpOptions = true)
final class EvidenceCommand implements Runnable {

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
