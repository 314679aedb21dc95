package io.executionplane.contracts.samples;

import io.executionplane.contracts.boundary.ScanCheck;
import io.executionplane.contracts.boundary.ScanResult;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.lineage.RouteLineage;
import io.executionplane.contracts.simulation.AdapterSelectionPolicy;
import io.executionplane.contracts.simulation.LowerSimulation;
import io.executionplane.contracts.simulation.LowerSimulationEvidence;
import io.executionplane.contracts.simulation.NegativeEvidence;
import io.executionplane.contracts.simulation.NoEgressPolicy;
import io.executionplane.contracts.simulation.ScenarioScript;
import io.executionplane.contracts.simulation.SemanticVersion;
import io.executionplane.contracts.simulation.SimulatedStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes simulations and evidence boundaries. */
final class SimulationMakers {

  private static final String IDENTIFIER = "abcXYZ-";

  private final RandomContracts random;

  private SimulationMakers(RandomContracts random) {
    this.random = random;
  }

  static void addTo(RandomContracts random) {
    var makers = new SimulationMakers(random);
    random.put(SemanticVersion.class, makers::semanticVersion);
    random.put(AdapterSelectionPolicy.class, makers::adapterSelectionPolicy);
    random.put(NoEgressPolicy.class, makers::noEgressPolicy);
    random.put(LowerSimulation.class, makers::lowerSimulation);
    random.put(LowerSimulationEvidence.class, makers::lowerSimulationEvidence);
    random.put(ScanResult.class, makers::scanResult);
    random.put(ScenarioScript.Case.class, makers::scenarioCase);
    random.put(ScenarioScript.Print.class, makers::print);
  }

  /** What ends a script stands at its end, and nowhere else. */
  private Object scenarioCase() {
    var steps = new ArrayList<ScenarioScript.Step>();
    for (var i = random.random().nextInt(3); i > 0; i--) {
      steps.add((ScenarioScript.Step) print());
    }
    steps.add(random.some(ScenarioScript.End.class));
    return random.record(ScenarioScript.Case.class, Map.of("steps", steps));
  }

  private Object print() {
    var pointer = random.random().nextBoolean();
    var said = random.text().of(5);
    return random.record(
        ScenarioScript.Print.class,
        Map.of(
            "text", pointer ? Optional.empty() : Optional.of(said),
            "bytes", Optional.empty(),
            "pointer", pointer ? Optional.of("/" + said) : Optional.empty()));
  }

  private Object semanticVersion() {
    var numbers = number() + "." + number() + "." + number();
    return new SemanticVersion(numbers + part("-", identifier()) + part("+", "007"));
  }

  private int number() {
    return random.random().nextInt(random.random().nextBoolean() ? 3 : 10_000);
  }

  private String part(String mark, String last) {
    var identifiers = new StringBuilder();
    for (var i = random.random().nextInt(3); i > 0; i--) {
      identifiers.append(identifier()).append('.');
    }
    return random.random().nextBoolean() ? "" : mark + identifiers + last;
  }

  private String identifier() {
    return random.random().nextBoolean()
        ? String.valueOf(number())
        : number() + random.text().from(IDENTIFIER, 1 + random.random().nextInt(5));
  }

  private Object adapterSelectionPolicy() {
    var key = "adapters." + random.text().from("abc_.", 1 + random.random().nextInt(20));
    return random.record(AdapterSelectionPolicy.class, Map.of("configKey", key));
  }

  private Object noEgressPolicy() {
    return random.record(
        NoEgressPolicy.class,
        Map.of("requiredNegativeEvidence", shuffled(NegativeEvidence.values())));
  }

  private Object lowerSimulation() {
    var isFailed = random.random().nextBoolean();
    var status = isFailed ? SimulatedStatus.FAILED : SimulatedStatus.SUCCEEDED;
    var isTold = isFailed || random.random().nextBoolean();
    var metrics = new TreeMap<String, Long>();
    for (var i = random.random().nextInt(3); i > 0; i--) {
      metrics.put(random.text().of(1 + random.random().nextInt(9)), (long) number());
    }
    return random.record(
        LowerSimulation.class,
        Map.of(
            "status", isTold ? Optional.of(status) : Optional.empty(),
            "metrics", metrics,
            "failure", isFailed ? random.maybe(Failure.class) : Optional.empty()));
  }

  private Object lowerSimulationEvidence() {
    var lineage = random.some(RouteLineage.class);
    var family = random.text().of(1 + random.random().nextInt(9));
    var names = new TreeSet<String>();
    for (var i = random.random().nextInt(5); i > 0; i--) {
      names.add(random.text().of(1 + random.random().nextInt(9)));
    }
    return random.record(
        LowerSimulationEvidence.class,
        Map.of(
            "routeId", lineage.routeId(),
            "lineage", lineage,
            "family", family,
            "outcomeFamily", family,
            "rawPayloadShape", List.copyOf(names)));
  }

  private Object scanResult() {
    var checks = shuffled(ScanCheck.values());
    var some = checks.subList(0, 1 + random.random().nextInt(checks.size()));
    return random.record(ScanResult.class, Map.of("rawPayloadIncluded", false, "checkedFor", some));
  }

  private <E> List<E> shuffled(E[] values) {
    var list = new ArrayList<>(Arrays.asList(values));
    Collections.shuffle(list, random.random());
    return list;
  }
}
