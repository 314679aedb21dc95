package io.executionplane.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code ep authority}: who may ask for what. */
@Command(
    name = "authority",
    description = "Makes keys of issuers, and issues, shows and revokes grants.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AuthorityKeygenCommand.class,
      AuthorityIssueCommand.class,
      AuthorityInspectCommand.class,
      AuthorityRevokeCommand.class,
    },
    footer = {
      "",
      "Example:",
      "  ep authority issue --lane process --operation run --target '*' \\",
      "    --class local-process-weak --out my.grant"
    },
    mixinStandardHelpOptions = true)
final class AuthorityCommand implements Runnable {

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
