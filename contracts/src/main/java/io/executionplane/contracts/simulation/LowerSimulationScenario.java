package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.List;
import java.util.stream.Stream;

/**
 * A script for a simulated dispatch. Says what comes out, never what it means: names of providers,
 * models, meters and policies have no place in it, at whatever depth.
 *
 * @param statusOrExitOrResponseOrStreamOrChunkOrFaultShape what comes out; its type is the
 *     protocol's
 * @param cleanupBehavior what is to be undone afterwards; its type is the protocol's
 */
@ContractVersion("ExecutionPlane.LowerSimulationScenario.v1")
public record LowerSimulationScenario(
    @Ref String scenarioId,
    SemanticVersion version,
    @Ref String routeKind,
    ProtocolSurface protocolSurface,
    MatcherClass matcherClass,
    JsonObject statusOrExitOrResponseOrStreamOrChunkOrFaultShape,
    NoEgressAssertion noEgressAssertion,
    EvidenceProjection boundedEvidenceProjection,
    @Handle String inputFingerprintRef,
    JsonObject cleanupBehavior,
    OwnerRepo ownerRepo) {

  public static final Contract<LowerSimulationScenario> CONTRACT =
      Contract.of(LowerSimulationScenario.class);

  private static final Rules RULES = Rules.of(LowerSimulationScenario.class);
  private static final String SHAPE =
      "/status_or_exit_or_response_or_stream_or_chunk_or_fault_shape";
  private static final String CLEANUP = "/cleanup_behavior";

  public LowerSimulationScenario {
    RULES
        .check(
            scenarioId,
            version,
            routeKind,
            protocolSurface,
            matcherClass,
            statusOrExitOrResponseOrStreamOrChunkOrFaultShape,
            noEgressAssertion,
            boundedEvidenceProjection,
            inputFingerprintRef,
            cleanupBehavior,
            ownerRepo)
        .orThrow();
    SemanticKeys.refuse(
        Stream.of(
                SemanticKeys.in(statusOrExitOrResponseOrStreamOrChunkOrFaultShape, SHAPE),
                SemanticKeys.in(cleanupBehavior, CLEANUP))
            .flatMap(List::stream)
            .toList());
  }
}
