package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep journal rebuild}: makes the execution view again. */
@Command(
    name = "rebuild",
    description = {
      "Makes the view again by which executions are listed. It is made and kept up to date by"
          + " itself: this is for one that was damaged or changed.",
      "",
      "The record is only read. No evidence is in the view, and nothing that is shown."
    },
    footer = {"", "Example:", "  ep journal rebuild"},
    mixinStandardHelpOptions = true)
final class JournalRebuildCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  JournalRebuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var opened = Stores.open(store, "ep journal rebuild")) {
      report(rebuild(opened)).print(console, format.format());
    }
    return ExitStatus.OK;
  }

  private long rebuild(Stores opened) {
    try (var progress = new ProgressLine(console, "indexed")) {
      return opened.journal().view().rebuild(progress);
    }
  }

  private static Report report(long executions) {
    var document = JsonNodeFactory.instance.objectNode().put("executions", executions);
    var table = Table.plain();
    table.row("executions", Long.toString(executions));
    return new Report(document, table);
  }
}
