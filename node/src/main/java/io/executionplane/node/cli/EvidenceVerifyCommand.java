package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep evidence verify}: recomputes the record of an execution. */
@Command(
    name = "verify",
    description = {
      "Recomputes every hash of an execution's record from what is stored, and names the first"
          + " broken place.",
      "",
      "Exits with 0 if everything was checked and is right, 1 if something is wrong, 2 if nothing"
          + " is wrong but something could not be checked."
    },
    footer = {"", "Example:", "  ep evidence verify ex_4k7qab"},
    mixinStandardHelpOptions = true)
final class EvidenceVerifyCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Mixin private RefParameter ref = new RefParameter();

  private final Console console;

  EvidenceVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var opened = Stores.open(store, "ep evidence verify")) {
      var found = Verification.of(opened.journal(), opened.resolve(ref.text()));
      report(found).print(console, format.format());
      return found.verdict().exitCode();
    }
  }

  private static Report report(VerificationReport found) {
    var verdict = found.verdict().name().toLowerCase(Locale.ROOT);
    var document = JsonNodeFactory.instance.objectNode();
    document.put("execution_ref", found.ref().text());
    document.put("verdict", verdict);
    var table = Table.plain();
    add("failed", found.failed(), document, table);
    add("not checked", found.notChecked(), document, table);
    add("checked", found.checked(), document, table);
    table.row(verdict, found.ref().text());
    return new Report(document, table);
  }

  private static void add(String list, List<Finding> findings, ObjectNode document, Table table) {
    var array = document.putArray(list.replace(' ', '_'));
    for (var finding : findings) {
      array.addObject().put("place", finding.place()).put("finding", finding.sentence());
      table.row(list, finding.place(), finding.sentence());
    }
  }
}
