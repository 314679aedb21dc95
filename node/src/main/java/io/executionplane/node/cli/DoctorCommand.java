package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.Finding.Grade;
import io.executionplane.lanes.spi.LaneProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep doctor}: what could be in the way, and what to do about it. */
@Command(
    name = "doctor",
    description =
        "Looks at everything that a node needs, and says what to do where it is not there. Exits"
            + " with 1 if something is.",
    footer = {"", "Example:", "  ep doctor"},
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  private static final int SOMETHING_IS_WRONG = 1;

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var findings = new ArrayList<Finding>(Preflight.findings(store));
    var config = store.configuration();
    for (var provider : ServiceLoader.load(LaneProvider.class)) {
      findings.addAll(provider.preflight(config));
    }
    report(findings).print(console, format.format());
    return findings.stream().anyMatch(each -> each.grade() == Grade.FAILURE)
        ? SOMETHING_IS_WRONG
        : ExitStatus.OK;
  }

  private static Report report(List<Finding> findings) {
    var document = JsonNodeFactory.instance.objectNode();
    var list = document.putArray("findings");
    var table = Table.withHeader("", "LOOKED AT", "FOUND");
    for (var finding : findings) {
      var grade = finding.grade().name().toLowerCase(Locale.ROOT);
      var node = list.addObject();
      node.put("subject", finding.subject());
      node.put("grade", grade);
      node.put("detail", finding.detail());
      finding.remedy().ifPresent(remedy -> node.put("remedy", remedy));
      table.row(
          grade,
          finding.subject(),
          finding.detail() + finding.remedy().map(remedy -> " → " + remedy).orElse(""));
    }
    return new Report(document, table);
  }
}
