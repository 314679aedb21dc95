package io.executionplane.node.simulation;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.simulation.LowerSimulationScenario;
import io.executionplane.contracts.simulation.ScenarioScript;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A scenario that somebody wrote. */
final class WrittenScript implements Script {

  private final LowerSimulationScenario scenario;
  private final ScenarioScript script;

  /**
   * The script in a scenario.
   *
   * @throws io.executionplane.contracts.json.ContractViolationException if its shape is no script
   */
  WrittenScript(LowerSimulationScenario scenario) {
    this.scenario = scenario;
    this.script = ScenarioScript.of(scenario);
  }

  @Override
  public String reference() {
    return scenario.scenarioId();
  }

  @Override
  public Sha256 digest() {
    return Sha256.of(LowerSimulationScenario.CONTRACT.canonical(scenario));
  }

  @Override
  public Optional<Source<Beat, NotUsed>> answer(String operation, JsonObject payload) {
    return script.caseOf(operation, payload).map(found -> beats(found, payload));
  }

  private static Source<Beat, NotUsed> beats(ScenarioScript.Case found, JsonObject payload) {
    return Source.fromMaterializer(
            (Materializer materializer, Attributes attributes) ->
                Source.from(found.steps())
                    .mapAsync(1, step -> beat(step, payload, materializer.system()))
                    .mapConcat(beat -> beat.stream().toList()))
        .mapMaterializedValue(unused -> NotUsed.getInstance());
  }

  /** A wait is no beat. */
  private static CompletionStage<Optional<Beat>> beat(
      ScenarioScript.Step step, JsonObject payload, ActorSystem system) {
    if (step instanceof ScenarioScript.Wait wait) {
      return Patterns.after(
          Duration.ofMillis(wait.ms()),
          system,
          () -> CompletableFuture.completedStage(Optional.<Beat>empty()));
    }
    if (step instanceof ScenarioScript.Hang) {
      return new CompletableFuture<>();
    }
    return CompletableFuture.completedStage(Optional.of(atOnce(step, payload)));
  }

  private static Beat atOnce(ScenarioScript.Step step, JsonObject payload) {
    if (step instanceof ScenarioScript.Fact fact) {
      return new Beat.Fact(fact.fact(), fact.data().orElse(JsonObject.empty()));
    }
    if (step instanceof ScenarioScript.Print print) {
      return new Beat.Output(print.stream(), ByteString.fromArray(print.bytes(payload)));
    }
    if (step instanceof ScenarioScript.Fault fault) {
      return new Beat.Fault(fault.failure());
    }
    var end = (ScenarioScript.End) step;
    return new Beat.End(end.succeeded(), end.output());
  }
}
