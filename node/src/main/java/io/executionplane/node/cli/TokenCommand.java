package io.executionplane.node.cli;

import io.executionplane.node.http.caller.OperatorToken;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep token}: the token of whoever owns the data directory. */
@Command(
    name = "token",
    description =
        "Prints the operator's token of a data directory, by which a node that runs there knows its"
            + " owner. Whoever has it may do everything.",
    footer = {
      "",
      "Example:",
      "  curl -H \"Authorization: Bearer $(ep token)\" localhost:7480/v1/node"
    },
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  private final Console console;

  TokenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Stores.requireExisting(store.directory());
    try {
      console.out().println(OperatorToken.loadOrCreate(store.directory()));
    } catch (IOException failure) {
      throw new CliException("there is no token: " + failure.getMessage());
    }
    return ExitStatus.OK;
  }
}
