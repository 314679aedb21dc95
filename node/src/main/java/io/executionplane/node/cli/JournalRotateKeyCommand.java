package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.KeyChange;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep journal rotate-key}: changes the key that signs for the log. */
@Command(
    name = "rotate-key",
    description = {
      "Changes the key that signs for the log. Both keys sign that they change, so whoever knows"
          + " the old one learns the new one from the log and from every later export.",
      "",
      "Prints both keys, as auditors keep them. The secret of the old one is gone afterwards: a"
          + " database that is put back to an older state needs the key of that time."
    },
    footer = {"", "Example:", "  ep journal rotate-key --reason \"the old one is a year old\""},
    mixinStandardHelpOptions = true)
final class JournalRotateKeyCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private ReasonOption reason = new ReasonOption();

  private final Console console;

  JournalRotateKeyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var why = reason.textOr("asked for on the command line");
    try (var opened = Stores.open(store, "ep journal rotate-key")) {
      var log =
          EvidenceLog.open(
              opened.journal().dataSource(), opened.directory().path(), Clock.systemUTC());
      report(log, log.changeKey(why)).print(console, format.format());
      return ExitStatus.OK;
    }
  }

  private static Report report(EvidenceLog log, KeyChange change) {
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("log", log.name().text())
            .put("size", log.head().size())
            .put("retired", change.retired().text())
            .put("added", change.added().text());
    var table = Table.plain();
    table.row("retired", change.retired().text());
    table.row("added", change.added().text());
    return new Report(document, table);
  }
}
