package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.journal.export.ExportVerifier;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.replay.JournalFinding;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.node.document.VerificationDocuments;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ep evidence verify}: recomputes the record of an execution, stored or exported. */
@Command(
    name = "verify",
    description = {
      "Recomputes every hash of an execution's record, and names the first broken place. Of REF"
          + " from what is stored; of DIR from what was exported there, for which no store is"
          + " needed; with --all of every execution in the store, and the log over them.",
      "",
      "Exits with 0 if everything was checked and is right, 1 if something is wrong, 2 if nothing"
          + " is wrong but something could not be checked."
    },
    footer = {
      "",
      "Example:",
      "  ep evidence verify ex_4k7qab",
      "  ep evidence verify --key log.key ./evidence",
      "  ep evidence verify --all"
    },
    mixinStandardHelpOptions = true)
final class EvidenceVerifyCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "REF|DIR",
      description =
          "The execution: ex_…, or at least 6 of its first characters. Or a directory that ep"
              + " evidence export wrote.")
  private String subject = "";

  @Option(
      names = "--all",
      description = "Every execution in the store. At most 1000 findings of a kind are listed.")
  private boolean all;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "With DIR: keys of the log that you have from somewhere else, a line each. Without it the"
              + " keys in DIR are used, and who holds them is not checked.")
  private @Nullable Path keyFile;

  private final Console console;

  EvidenceVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (all == !subject.isEmpty()) {
      throw new CliException("name an execution or a directory, or --all");
    }
    var directory = all ? Optional.<Path>empty() : directory();
    if (directory.isPresent()) {
      return verifyExport(directory.get());
    }
    if (keyFile != null) {
      throw new CliException("--key goes with a directory");
    }
    return all ? verifyAll() : verifyStored();
  }

  /** The directory that is meant; empty if it is an execution. */
  private Optional<Path> directory() {
    try {
      var path = Path.of(subject);
      if (Files.isDirectory(path)) {
        return Optional.of(path);
      }
    } catch (InvalidPathException notAPath) {
      throw new CliException("neither an execution nor a directory can be called that");
    }
    if (subject.indexOf('/') >= 0) {
      throw new CliException("there is no directory " + subject);
    }
    return Optional.empty();
  }

  private int verifyExport(Path directory) {
    List<VerifierKey> keys = keyFile == null ? List.of() : LogKeys.read(keyFile);
    return report(VerificationDocuments.of(new ExportVerifier(keys).verify(directory)));
  }

  private int verifyStored() {
    return Reach.record(
        store, "ep evidence verify", console, view -> report(view.verify(view.resolve(subject))));
  }

  private int verifyAll() {
    try (var opened = Stores.open(store, "ep evidence verify")) {
      var found = WholeCheck.of(opened, console);
      var verdict = found.summary().verdict();
      var document = document("", verdict);
      document.put("executions", found.summary().executions());
      document.put("verified", found.summary().verified());
      document.put("unlisted", found.unlisted());
      var table = Table.plain();
      add("failed", findings(found.failed()), document, table);
      add("not checked", findings(found.notChecked()), document, table);
      if (found.unlisted() > 0) {
        table.row("and", found.unlisted() + " more");
      }
      table.row(word(verdict), found.howMany());
      new Report(document, table).print(console, format.format());
      return verdict.exitCode();
    }
  }

  private static List<Finding> findings(List<JournalFinding> found) {
    return found.stream().map(JournalFinding::finding).toList();
  }

  private int report(JsonNode found) {
    var verdict = Verdict.valueOf(found.path("verdict").asText().toUpperCase(Locale.ROOT));
    var table = Table.plain();
    for (var list : List.of("failed", "not_checked", "checked")) {
      for (var finding : found.path(list)) {
        table.row(
            list.replace('_', ' '),
            finding.path("place").asText(),
            finding.path("finding").asText());
      }
    }
    table.row(word(verdict), found.path("execution_ref").asText(subject));
    new Report(found, table).print(console, format.format());
    return verdict.exitCode();
  }

  private static ObjectNode document(String ref, Verdict verdict) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("execution_ref", ref.isEmpty() ? null : ref)
        .put("verdict", word(verdict));
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static void add(String list, List<Finding> findings, ObjectNode document, Table table) {
    var array = document.putArray(list.replace(' ', '_'));
    for (var finding : findings) {
      array.addObject().put("place", finding.place()).put("finding", finding.sentence());
      table.row(list, finding.place(), finding.sentence());
    }
  }
}
