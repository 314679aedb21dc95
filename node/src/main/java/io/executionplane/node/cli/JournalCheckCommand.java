package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep journal check}: verifies everything that a store holds. */
@Command(
    name = "check",
    description = {
      "Recomputes every chain and every stream of a store, and looks for chunks without events and"
          + " for rows that are not ours.",
      "",
      "Exits with 0 if everything is right, 1 if something is wrong, 2 if nothing is wrong but"
          + " something could not be checked."
    },
    footer = {"", "Example:", "  ep journal check -o json"},
    mixinStandardHelpOptions = true)
final class JournalCheckCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  JournalCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var opened = Stores.open(store, "ep journal check")) {
      var found = WholeCheck.of(opened, console);
      report(found).print(console, format.format());
      return found.summary().verdict().exitCode();
    }
  }

  private static Report report(WholeCheck found) {
    var summary = found.summary();
    var verdict = summary.verdict().name().toLowerCase(Locale.ROOT);
    var document = JsonNodeFactory.instance.objectNode();
    document
        .put("verdict", verdict)
        .put("executions", summary.executions())
        .put("verified", summary.verified())
        .put("failed", summary.failures())
        .put("not_checked", summary.unchecked());
    var list = document.putArray("findings");
    var table = Table.plain();
    found
        .listed()
        .forEach(
            each -> {
              list.addObject()
                  .put("kind", each.kind().name().toLowerCase(Locale.ROOT))
                  .put("list", each.certain() ? "failed" : "not_checked")
                  .put("place", each.finding().place())
                  .put("finding", each.finding().sentence());
              table.row(
                  each.certain() ? "failed" : "not checked",
                  each.finding().place(),
                  each.finding().sentence());
            });
    if (found.unlisted() > 0) {
      document.put("unlisted", found.unlisted());
      table.row("and", found.unlisted() + " more");
    }
    table.row(verdict, found.howMany());
    return new Report(document, table);
  }
}
