package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.node.target.Targets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep targets}: where effects can happen, and as what each place was measured. */
@Command(
    name = "targets",
    description = "Lists the targets of this node, as they were measured.",
    subcommands = TargetsProbeCommand.class,
    footer = {"", "Example:", "  ep targets", "  ep targets probe local-process"},
    mixinStandardHelpOptions = true)
final class TargetsCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  TargetsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var plane = Planes.open(store, "ep targets")) {
      report(Planes.await(plane.targets())).print(console, format.format());
    }
    return ExitStatus.OK;
  }

  private static Report report(Targets.Description targets) {
    var document = JsonNodeFactory.instance.objectNode();
    document.set("targets", TargetViews.documents(targets.targets()));
    document.set("unverified_targets", TargetViews.unmeasured(targets.unmeasured()));
    var table = Table.withHeader("TARGET", "LANE", "STANDING", "RUNNING", "CLASSES", "ENFORCES");
    for (var fact : targets.targets()) {
      var target = fact.descriptor();
      table.row(
          target.targetId(),
          target.laneId(),
          fact.standing().text(),
          Integer.toString(fact.running()),
          String.join(", ", target.attestedClasses()),
          String.join(", ", target.enforces()));
    }
    targets
        .unmeasured()
        .forEach((target, why) -> table.row(target, "", "not attested", "", why, ""));
    return new Report(document, table);
  }
}
