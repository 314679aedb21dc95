package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.erasure.ContentErasure;
import io.executionplane.journal.erasure.ErasurePlan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ep evidence erase}: destroys what an execution was given and put out. */
@Command(
    name = "erase",
    description = {
      "Destroys the content of an execution that is over: what it printed, its input, its recorded"
          + " request. The log says so first; the events stay, and so does every proof of what is"
          + " left. There is no way back, and nothing is asked.",
      "",
      "An H2 file is written anew when this is done, so that nothing is left in it. For PostgreSQL"
          + " see docs/operating.md."
    },
    footer = {
      "",
      "Example:",
      "  ep evidence erase ex_4k7qab --stream stdout --stream stderr --reason \"ticket 4711\""
    },
    mixinStandardHelpOptions = true)
final class EvidenceEraseCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private RefParameter ref = new RefParameter();

  @Option(
      names = "--stream",
      paramLabel = "STREAM",
      description =
          "Only this one, such as stdout or request; may be given several times (default: all).")
  private List<String> streams = new ArrayList<>();

  @Mixin private ReasonOption reason = new ReasonOption();

  private final Console console;

  EvidenceEraseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var why = reason.textOr("asked for on the command line");
    var wanted = streams();
    try (var opened = Stores.open(store, "ep evidence erase")) {
      var execution = opened.resolve(ref.text());
      var database = opened.journal().dataSource();
      var log = EvidenceLog.open(database, opened.directory().path(), Clock.systemUTC());
      var erased = new ContentErasure(database, log).erase(execution, wanted, why);
      opened.journal().compactAtClose();
      report(erased).print(console, format.format());
    }
    return ExitStatus.OK;
  }

  private Set<StreamName> streams() {
    for (var stream : streams) {
      if (!StreamName.isName(stream)) {
        throw new CliException("--stream: no stream can be called " + Inert.text(stream));
      }
    }
    return streams.stream().map(StreamName::new).collect(Collectors.toSet());
  }

  private static Report report(ErasurePlan erased) {
    var ref = erased.execution().ref().text();
    var document = JsonNodeFactory.instance.objectNode().put("execution_ref", ref);
    var list = document.putArray("erased");
    var table = Table.plain();
    for (var content : erased.contents()) {
      list.addObject()
          .put("stream", content.stream().text())
          .put("chunks", content.presentChunks())
          .put("bytes", content.presentBytes());
      table.row(
          "erased",
          ref,
          content.stream().text(),
          content.presentChunks() + " chunks",
          content.presentBytes() + " bytes");
    }
    if (erased.contents().isEmpty()) {
      table.row("nothing", ref, "was left to erase");
    }
    return new Report(document, table);
  }
}
