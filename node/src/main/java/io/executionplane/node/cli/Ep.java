package io.executionplane.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code ep} and how its subcommands fail. */
@Command(
    name = "ep",
    description = "Runs what you ask for, under verified authority, and can prove what happened.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      SubmitCommand.class,
      ListCommand.class,
      ShowCommand.class,
      EventsCommand.class,
      LogsCommand.class,
      AttachCommand.class,
      CancelCommand.class,
      AuthorityCommand.class,
      EvidenceCommand.class,
      JournalCommand.class,
      DescribeCommand.class,
      LanesCommand.class,
      TargetsCommand.class,
      NodeCommand.class,
      DoctorCommand.class,
      GuestAgentCommand.class,
      TokenCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
    },
    footer = {"", "Example:", "  ep run -- echo hello"},
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class)
final class Ep implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Ep() {}

  /** Runs one command line and gives the status to exit with. */
  static int run(Console console, String... args) {
    var line =
        new CommandLine(new Ep(), new CommandFactory(console))
            .setOut(console.out())
            .setErr(console.err())
            .setStopAtPositional(false)
            .setPosixClusteredShortOptionsAllowed(true)
            .setParameterExceptionHandler((wrong, given) -> misused(console, wrong))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> failed(console, failure, parsed));
    var status = line.execute(args);
    console.flush();
    return status;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  private static int misused(Console console, ParameterException wrong) {
    var command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    console.complain(say(wrong) + " (see " + command + " --help)");
    return ExitStatus.PLANE;
  }

  private static String say(ParameterException wrong) {
    var takesCommands = !wrong.getCommandLine().getSubcommands().isEmpty();
    if (takesCommands && wrong instanceof UnmatchedArgumentException unmatched) {
      return "there is no command or option " + unmatched.getUnmatched().get(0);
    }
    return firstLine(String.valueOf(wrong.getMessage()));
  }

  private static int failed(Console console, Exception failure, ParseResult parsed) {
    if (failure instanceof CliException known) {
      console.complain(known.line());
      return known.exitStatus();
    }
    console.complain(
        failure.getMessage() == null
            ? failure.getClass().getSimpleName()
            : firstLine(failure.getMessage()));
    if (isVerbose(parsed)) {
      failure.printStackTrace(console.err());
    }
    return ExitStatus.PLANE;
  }

  private static boolean isVerbose(ParseResult parsed) {
    var innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    return innermost.matchedOptionValue("--verbose", false);
  }

  private static String firstLine(String message) {
    var end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
