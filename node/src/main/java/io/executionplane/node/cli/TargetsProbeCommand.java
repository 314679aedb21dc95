package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
    return Reach.node(
        store,
        "ep targets probe",
        console,
        view -> {
          return tell(
              view.probe(target)
                  .orElseThrow(() -> new CliException("there is no target " + target)));
        });
  }

  private int tell(JsonNode probe) {
    if (!probe.path("attested").asBoolean()) {
      console.complain(target + " was not attested: " + probe.path("objection").asText("unknown"));
      return CommandLine.ExitCode.SOFTWARE;
    }
    var found = probe.path("target");
    new Report(found, NodeTables.target(found)).print(console, format.format());
    return ExitStatus.OK;
  }
}
