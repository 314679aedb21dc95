package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep show}: one execution. */
@Command(
    name = "show",
    description = "Shows where an execution stands, and how it ended.",
    footer = {"", "Example:", "  ep show ex_4k7qab -o json"},
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private RefParameter ref = new RefParameter();

  private final Console console;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Reach.record(
        store,
        "ep show",
        console,
        view -> {
          var execution = view.show(view.resolve(ref.text()));
          new Report(execution, ExecutionTables.one(execution)).print(console, format.format());
          return ExitStatus.OK;
        });
  }
}
