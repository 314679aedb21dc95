package io.executionplane.node.simulation;

import com.typesafe.config.Config;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.contracts.simulation.LowerSimulationScenario;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.replay.Speed;
import io.executionplane.journal.replay.UnreplayableException;
import io.executionplane.journal.verify.EvidenceSource;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.TargetVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated targets of a node, as its owner configured them.
 *
 * @param lanes what stands in for a lane, by the target on which it does
 * @param verifiers who attests them
 */
public record Simulations(
    Map<String, Lane<? extends LanePayload>> lanes, List<TargetVerifier> verifiers) {

  private static final String PATH = "execution-plane.simulation.targets";

  /** Largest scenario file. */
  private static final long FILE_BYTES_MAX = 8L << 20;

  public Simulations {
    lanes = Map.copyOf(lanes);
    verifiers = List.copyOf(verifiers);
  }

  /**
   * Reads {@code execution-plane.simulation.targets}.
   *
   * @param real the lanes that the node has
   * @throws UnusableScriptException if a script cannot be played, naming target and place
   */
  public static Simulations from(
      Config config,
      Map<String, Lane<? extends LanePayload>> real,
      JournalReader reader,
      EvidenceSource source) {
    var lanes = new LinkedHashMap<String, Lane<? extends LanePayload>>();
    var verifiers = new ArrayList<TargetVerifier>();
    for (var section : config.getConfigList(PATH)) {
      var target = section.getString("target-id");
      var laneId = section.getString("lane");
      var script = script(target, section, reader, source);
      lanes.put(target, new SimulatedLane(laneId, Optional.ofNullable(real.get(laneId)), script));
      verifiers.add(new SimulationVerifier(target, laneId, script));
    }
    return new Simulations(lanes, verifiers);
  }

  private static Script script(
      String target, Config section, JournalReader reader, EvidenceSource source) {
    try {
      return section.hasPath("recording")
          ? recorded(section, reader, source)
          : written(Path.of(section.getString("scenario-file")));
    } catch (ContractViolationException
        | MalformedJsonException
        | UnreplayableException
        | IOException unusable) {
      throw new UnusableScriptException(
          "the simulated target " + target + " has no usable script: " + unusable.getMessage(),
          unusable);
    }
  }

  private static Script recorded(Config section, JournalReader reader, EvidenceSource source) {
    var ref = new ExecutionRef(section.getString("recording"));
    var speed = section.hasPath("speed") ? Speed.of(section.getString("speed")) : Speed.MAX;
    return RecordedScript.of(ref, reader, source, speed);
  }

  private static Script written(Path file) throws IOException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new IOException(file + " is longer than " + FILE_BYTES_MAX + " bytes");
    }
    return new WrittenScript(LowerSimulationScenario.CONTRACT.decode(Files.readAllBytes(file)));
  }
}
