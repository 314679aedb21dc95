package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.replay.Comparer;
import io.executionplane.journal.replay.Comparison;
import io.executionplane.journal.replay.Comparison.Likeness;
import io.executionplane.journal.replay.StateReplay;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.document.ComparisonDocuments;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.rerun.NotRerunnableException;
import io.executionplane.node.rerun.RecordedRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep journal rerun}: the recorded request once more, and how the two differ. */
@Command(
    name = "rerun",
    description = {
      "Submits the recorded request of an execution again, as a new execution under a grant of its"
          + " own, and compares the two. The new one carries the label "
          + RecordedRequest.LABEL
          + " with the old one's name.",
      "",
      "This does it once more: whatever the command changes is changed again. Its recorded input is"
          + " given to it; a deadline of the old request is not taken over.",
      "",
      "Exits with 0 if the two are identical or equivalent (the same outcome, other bytes), 1 if"
          + " they diverge, 125 if the request cannot be run again."
    },
    footer = {"", "Example:", "  ep journal rerun ex_4k7qab"},
    mixinStandardHelpOptions = true)
final class JournalRerunCommand implements Callable<Integer> {

  private static final int DIVERGED = 1;

  /** Longer than any execution may take. */
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private RefParameter ref = new RefParameter();

  private final Console console;

  JournalRerunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Stores.requireExisting(store.directory());
    try (var interruption = Interruption.watch();
        var plane = Planes.open(store, "ep journal rerun")) {
      var old = Stores.resolve(plane.journal().reader(), ref.text());
      var again = run(plane, recorded(plane, old), interruption);
      if (interruption.isInterrupted()) {
        return ExitStatus.INTERRUPTED;
      }
      var comparison = new Comparer(source(plane)).compare(old, again);
      report(comparison).print(console, format.format());
      return comparison.likeness() == Likeness.DIVERGED ? DIVERGED : ExitStatus.OK;
    }
  }

  private static JdbcEvidenceSource source(ExecutionPlane plane) {
    return new JdbcEvidenceSource(plane.journal().dataSource());
  }

  private static RecordedRequest recorded(ExecutionPlane plane, ExecutionRef old) {
    var source = source(plane);
    var known = new StateReplay(source).whole(old).orElseThrow();
    try {
      return RecordedRequest.of(source, known.state());
    } catch (NotRerunnableException cannot) {
      throw new CliException(String.valueOf(cannot.getMessage()));
    }
  }

  private ExecutionRef run(
      ExecutionPlane plane, RecordedRequest recorded, Interruption interruption) {
    var client = plane.client();
    var subject = "user:" + System.getProperty("user.name");
    var request = client.identified(plane.granted(recorded.again(), subject));
    var again = client.refOf(request);
    console.err().println("ep: " + again + " reruns " + recorded.ref());
    var reply = Planes.await(plane, client.submit(request, recorded.foreground()));
    if (!(reply instanceof SubmitReply.Receipt)) {
      throw new CliException(again + " " + Refusals.say(reply));
    }
    interruption.onInterrupt(() -> client.cancel(again, "user interrupt"));
    return Planes.await(plane, client.awaitResult(again, FOR_EVER), FOR_EVER).executionRef();
  }

  private static Report report(Comparison comparison) {
    var table = Table.plain();
    for (var field : comparison.fields()) {
      table.row(ComparisonDocuments.name(field.likeness()), field.name(), field.reason());
    }
    table.row(
        ComparisonDocuments.name(comparison.likeness()),
        "all",
        comparison.left() + " and " + comparison.right());
    return new Report(ComparisonDocuments.of(comparison), table);
  }
}
