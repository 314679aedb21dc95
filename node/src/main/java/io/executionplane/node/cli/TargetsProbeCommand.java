package io.executionplane.node.cli;

import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.Targets.Probed;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ep targets probe}: measures one target now, and shows every look. */
@Command(
    name = "probe",
    description = {
      "Measures one target now, and shows what was looked at and found.",
      "Exit status 1 if the target does not measure up."
    },
    footer = {"", "Example:", "  ep targets probe sandbox"},
    mixinStandardHelpOptions = true)
final class TargetsProbeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "A target that `ep targets` lists.")
  private String target = "";

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  TargetsProbeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var plane = Planes.open(store, "ep targets probe")) {
      return tell(
          Planes.await(plane.probeTarget(target))
              .orElseThrow(() -> new CliException("there is no target " + target)));
    }
  }

  private int tell(Probed probed) {
    if (probed.target().isEmpty()) {
      console.complain(target + " was not attested: " + probed.objection().orElse("unknown"));
      return CommandLine.ExitCode.SOFTWARE;
    }
    report(probed.target().get()).print(console, format.format());
    return ExitStatus.OK;
  }

  private static Report report(TargetFact fact) {
    var descriptor = fact.descriptor();
    var table = Table.plain();
    table.row("target", descriptor.targetId());
    descriptor.attestedClasses().forEach(each -> table.row("class", each));
    descriptor.enforces().forEach(each -> table.row("enforces", each));
    descriptor.looks().forEach(each -> table.row("look", each));
    table.row("measurement", descriptor.measurement().text());
    table.row("counts until", Views.time(descriptor.expiresAt()));
    return new Report(TargetViews.document(fact), table);
  }
}
