package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code ep version}. */
@Command(
    name = "version",
    description = "Prints the version.",
    footer = {"", "Example:", "  ep version"},
    mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {

  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println(Provider.text());
    return ExitStatus.OK;
  }

  /** The version, for {@code --version} too. */
  static final class Provider implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {text()};
    }

    /** The build writes it into the jar; without a jar it is not known. */
    static String text() {
      var version = VersionCommand.class.getPackage().getImplementationVersion();
      return "execution-plane "
          + (version == null ? "(not built)" : version)
          + ", Java "
          + Runtime.version();
    }
  }
}
