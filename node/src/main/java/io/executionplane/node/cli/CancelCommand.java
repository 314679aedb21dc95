package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep cancel}: asks for an execution to be stopped. */
@Command(
    name = "cancel",
    description =
        "Asks for an execution to be stopped: TERM first, then KILL. Once it has ended, asking"
            + " again changes nothing.",
    footer = {"", "Example:", "  ep cancel ex_4k7qab"},
    mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private RefParameter ref = new RefParameter();

  private final Console console;

  CancelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Reach.node(
        store,
        "ep cancel",
        console,
        view -> {
          var receipt = view.cancel(view.resolve(ref.text()), Users.subject());
          new Report(receipt, table(receipt)).print(console, format.format());
          return ExitStatus.OK;
        });
  }

  private static Table table(JsonNode receipt) {
    return Table.plain()
        .row(receipt.path("execution_ref").asText(), receipt.path("status").asText());
  }
}
