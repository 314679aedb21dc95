package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.journal.view.ExecutionPage;
import io.executionplane.journal.view.InvalidPageTokenException;
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
    try (var opened = Stores.open(store, purpose)) {
      report(list(query, opened, console)).print(console, format);
    } catch (InvalidPageTokenException wrong) {
      throw new CliException("--page-token: " + wrong.getMessage());
    }
  }

  private static ExecutionPage list(ListQuery query, Stores opened, Console console) {
    try (var progress = new ProgressLine(console, "indexed")) {
      return opened.journal().executions().page(query, progress);
    }
  }

  private static Report report(ExecutionPage page) {
    var document = JsonNodeFactory.instance.objectNode();
    var list = document.putArray("executions");
    var table = Table.withHeader("EXECUTION", "STATUS", "EXIT", "ADMITTED", "LANE", "WHAT");
    for (var view : page.executions()) {
      list.add(Views.document(view));
      table.row(Views.row(view));
    }
    page.nextPageToken()
        .ifPresentOrElse(
            token -> document.put("next_page_token", token),
            () -> document.putNull("next_page_token"));
    return new Report(document, table);
  }
}
