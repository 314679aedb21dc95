package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep targets}: where effects can happen, and as what each place was measured. */
@Command(
    name = "targets",
    description = "Lists the targets of this node, as they were measured.",
    subcommands = TargetsProbeCommand.class,
    footer = {"", "Example:", "  ep targets", "  ep targets probe local-process"},
    mixinStandardHelpOptions = true)
final class TargetsCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  TargetsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Reach.node(
        store,
        "ep targets",
        console,
        view -> {
          var targets = view.targets();
          new Report(targets, NodeTables.targets(targets)).print(console, format.format());
          return ExitStatus.OK;
        });
  }
}
