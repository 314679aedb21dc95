package io.executionplane.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code ep journal}: the record as a whole, and what can be made of it afterwards. */
@Command(
    name = "journal",
    description = "Lists, replays, reruns and checks what is recorded.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      JournalListCommand.class,
      JournalReplayCommand.class,
      JournalRerunCommand.class,
      JournalCheckCommand.class,
      JournalStatsCommand.class,
      JournalMigrateCommand.class,
      JournalRebuildCommand.class,
      JournalImportCommand.class,
      JournalRecoverCommand.class,
      JournalRetainCommand.class,
      JournalRotateKeyCommand.class,
    },
    footer = {"", "Example:", "  ep journal check"},
    mixinStandardHelpOptions = true)
final class JournalCommand implements Runnable {

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
