package io.executionplane.node.cli;

import io.executionplane.journal.view.ListQuery;
import io.executionplane.node.cli.FormatOption.Format;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep list}: executions, newest first. */
@Command(
    name = "list",
    description = "Lists executions, newest first.",
    footer = {"", "Example:", "  ep list --status failed --limit 5 -o json"},
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private PageOptions page = new PageOptions();

  private final Console console;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    print(page.query(), store, "ep list", console, format.format());
    return ExitStatus.OK;
  }

  /** Lists what a query wants, as one page. */
  static void print(
      ListQuery query, StoreOptions store, String purpose, Console console, Format format) {
    Reach.record(
        store,
        purpose,
        console,
        view -> {
          var page = view.list(query);
          new Report(page, ExecutionTables.list(page)).print(console, format);
          return ExitStatus.OK;
        });
  }
}
