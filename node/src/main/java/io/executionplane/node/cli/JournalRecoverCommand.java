package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.journal.anchor.EvidenceLog;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep journal recover}: accepts that the database was put back to an older state. */
@Command(
    name = "recover",
    description = {
      "Accepts that the database holds less than the log had promised, for example after an older"
          + " backup was put in its place. What was logged in between is lost; that it is, becomes"
          + " an entry of the log, for ever.",
      "",
      "Where nothing was lost it changes nothing."
    },
    footer = {"", "Example:", "  ep journal recover --accept-rollback --by ada"},
    mixinStandardHelpOptions = true)
final class JournalRecoverCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--accept-rollback",
      required = true,
      description = "Says that the loss is accepted; without it nothing is done.")
  private boolean acceptRollback;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${user.name}",
      description = "Who accepts it, for the record (default: the user's name).")
  private String by = "";

  private final Console console;

  JournalRecoverCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!acceptRollback) {
      throw new CliException("--accept-rollback must be given");
    }
    try (var opened = Stores.open(store, "ep journal recover")) {
      var before = opened.logSize();
      var log =
          EvidenceLog.acceptRollback(
              opened.journal().dataSource(), opened.directory().path(), Clock.systemUTC(), by);
      report(before, log).print(console, format.format());
      return ExitStatus.OK;
    }
  }

  private static Report report(long before, EvidenceLog log) {
    var recorded = log.head().size() > before;
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("log", log.name().text())
            .put("size", log.head().size())
            .put("recorded", recorded);
    var table = Table.plain();
    table.row(
        log.name().text(),
        recorded
            ? "the loss is recorded as entry " + (log.head().size() - 1)
            : "nothing was lost: " + log.head().size() + " entries");
    return new Report(document, table);
  }
}
