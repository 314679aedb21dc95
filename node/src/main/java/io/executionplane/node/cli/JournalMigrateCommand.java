package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.journal.store.DataDirectory;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.SchemaChange;
import io.executionplane.journal.store.StoreSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep journal migrate}: brings a store's tables to what this program needs. */
@Command(
    name = "migrate",
    description = {
      "Makes the tables of a store, or brings them to the version that this program needs, whatever"
          + " execution-plane.store.migrate says. Where they have it, it changes nothing.",
      "",
      "There is no way back: an older program refuses the store from then on."
    },
    footer = {"", "Example:", "  ep journal migrate --config /etc/execution-plane/owner.conf"},
    mixinStandardHelpOptions = true)
final class JournalMigrateCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  JournalMigrateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var settings = StoreSettings.from(store.configuration());
    try (var directory = DataDirectory.open(store.directory(), "ep journal migrate")) {
      var change = JournalStore.migrate(settings.withDirectory(directory.path()));
      report(change).print(console, format.format());
      return ExitStatus.OK;
    }
  }

  private static Report report(SchemaChange change) {
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("from", change.from())
            .put("to", change.to())
            .put("migrated", change.isChange());
    var table = Table.plain();
    table.row("schema", say(change));
    return new Report(document, table);
  }

  private static String say(SchemaChange change) {
    if (!change.isChange()) {
      return "version " + change.to() + ", nothing to do";
    }
    return change.from() == 0
        ? "made, version " + change.to()
        : "brought from version " + change.from() + " to " + change.to();
  }
}
