package io.executionplane.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep evidence show}: what an execution's record is made of. */
@Command(
    name = "show",
    description = {
      "Shows the chain of an execution: each event's hash and whether it is linked to the one"
          + " before, the root of each stream, the newest anchor in the log, and the checkpoint"
          + " over it.",
      "",
      "It shows what is stored. Whether that is right is verify's to say."
    },
    footer = {"", "Example:", "  ep evidence show ex_4k7qab"},
    mixinStandardHelpOptions = true)
final class EvidenceShowCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private RefParameter ref = new RefParameter();

  private final Console console;

  EvidenceShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var opened = Stores.open(store, "ep evidence show")) {
      var view = new EvidenceView(opened.resolve(ref.text()));
      view.addChain(opened.reader());
      view.addLog(opened.journal().dataSource());
      view.report().print(console, format.format());
    }
    return ExitStatus.OK;
  }
}
