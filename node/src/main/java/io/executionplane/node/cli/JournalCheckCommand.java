package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.journal.replay.JournalCheck;
import io.executionplane.journal.replay.JournalFinding;
import java.util.ArrayList;
import java.util.List;
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

  /** Most findings that are listed; all are counted. */
  private static final int FINDINGS_MAX = 1000;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  JournalCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var findings = new ArrayList<JournalFinding>();
    try (var opened = Stores.open(store, "ep journal check")) {
      var summary = check(opened, findings);
      report(summary, findings).print(console, format.format());
      return summary.verdict().exitCode();
    }
  }

  private JournalCheck.Summary check(Stores opened, List<JournalFinding> findings) {
    try (var progress = new ProgressLine(console, "checked")) {
      return new JournalCheck(
              opened.journal().dataSource(),
              finding -> {
                if (findings.size() < FINDINGS_MAX) {
                  findings.add(finding);
                }
              },
              progress)
          .run();
    }
  }

  private static Report report(JournalCheck.Summary summary, List<JournalFinding> findings) {
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
    for (var each : findings) {
      list.addObject()
          .put("kind", each.kind().name().toLowerCase(Locale.ROOT))
          .put("list", each.certain() ? "failed" : "not_checked")
          .put("place", each.finding().place())
          .put("finding", each.finding().sentence());
      table.row(
          each.certain() ? "failed" : "not checked",
          each.finding().place(),
          each.finding().sentence());
    }
    var unlisted = summary.failures() + summary.unchecked() - findings.size();
    if (unlisted > 0) {
      document.put("unlisted", unlisted);
      table.row("and", unlisted + " more");
    }
    table.row(
        verdict, summary.verified() + " of " + summary.executions() + " executions are right");
    return new Report(document, table);
  }
}
