package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.erasure.ContentErasure;
import io.executionplane.journal.erasure.ErasurePlan;
import io.executionplane.journal.erasure.Retention;
import io.executionplane.journal.erasure.RetentionSettings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep journal retain}: erases what was kept long enough. */
@Command(
    name = "retain",
    description = {
      "Erases the content of all executions that was kept as long as the settings say"
          + " (execution-plane.retention), as a node does by itself. Without such settings it"
          + " erases nothing.",
      "",
      "An H2 file is written anew when this is done, also of what nodes have erased."
    },
    footer = {"", "Example:", "  ep journal retain --config plane.conf --dry-run"},
    mixinStandardHelpOptions = true)
final class JournalRetainCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Option(names = "--dry-run", description = "Only say how much would be erased.")
  private boolean dryRun;

  private final Console console;

  JournalRetainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var settings = RetentionSettings.from(store.configuration());
    var tally = new Tally();
    try (var opened = Stores.open(store, "ep journal retain")) {
      var retention = new Retention(opened.journal().dataSource(), settings, Clock.systemUTC());
      walk(retention, dryRun ? tally::add : erasing(opened, tally));
      report(settings, tally).print(console, format.format());
    }
    return ExitStatus.OK;
  }

  private static Consumer<List<ErasurePlan>> erasing(Stores opened, Tally tally) {
    var database = opened.journal().dataSource();
    var log = EvidenceLog.open(database, opened.directory().path(), Clock.systemUTC());
    var erasure = new ContentErasure(database, log);
    erasure.completePending();
    opened.journal().compactAtClose();
    return due -> {
      erasure.eraseAll(due);
      tally.add(due);
    };
  }

  private static void walk(Retention retention, Consumer<List<ErasurePlan>> each) {
    var step = retention.step(0);
    each.accept(step.due());
    while (!step.isLast()) {
      step = retention.step(step.next());
      each.accept(step.due());
    }
  }

  /** How much it was. */
  private static final class Tally {

    private @Nullable ExecutionRef last;
    private long executions;
    private long streams;
    private long bytes;

    void add(List<ErasurePlan> due) {
      for (var plan : due) {
        executions += plan.execution().ref().equals(last) ? 0 : 1;
        last = plan.execution().ref();
        streams += plan.contents().size();
        bytes += plan.bytes();
      }
    }
  }

  private Report report(RetentionSettings settings, Tally tally) {
    var document =
        JsonNodeFactory.instance
            .objectNode()
            .put("dry_run", dryRun)
            .put("executions", tally.executions)
            .put("streams", tally.streams)
            .put("bytes", tally.bytes);
    var table = Table.plain();
    table.row(dryRun ? "would erase" : "erased", tally.streams + " streams");
    table.row("of", tally.executions + " executions");
    table.row("with", tally.bytes + " bytes");
    if (settings.keepsEverything()) {
      table.row("settings", RetentionSettings.PATH + " keeps everything for ever");
    }
    return new Report(document, table);
  }
}
