package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.lane.LaneCapabilities;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ep lanes}: what kinds of effects this node can have. */
@Command(
    name = "lanes",
    description = "Lists the lanes of this node, with what each can do and where.",
    footer = {"", "Example:", "  ep lanes -o json"},
    mixinStandardHelpOptions = true)
final class LanesCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  LanesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var plane = Planes.open(store, "ep lanes")) {
      report(Planes.await(plane.describe()).lanes()).print(console, format.format());
    }
    return ExitStatus.OK;
  }

  private static Report report(Collection<LaneCapabilities> lanes) {
    var document = JsonNodeFactory.instance.objectNode();
    var list = document.putArray("lanes");
    var table = Table.withHeader("LANE", "OPERATIONS", "SURFACES");
    for (var lane : lanes) {
      list.add(document(lane));
      table.row(
          lane.laneId(),
          String.join(", ", lane.operations()),
          String.join(", ", lane.surfaceKinds()));
    }
    return new Report(document, table);
  }

  /** A lane in the shape of the HTTP API. */
  static ObjectNode document(LaneCapabilities lane) {
    var entry = JsonNodeFactory.instance.objectNode().put("lane_id", lane.laneId());
    lane.operations().forEach(entry.putArray("operations")::add);
    lane.surfaceKinds().forEach(entry.putArray("surface_kinds")::add);
    return entry;
  }
}
