package io.executionplane.contracts.boundary;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.simulation.OwnerRepo;
import io.executionplane.contracts.simulation.RouteHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The bounded projection of an outcome. It refuses to exist with anything in it that {@link
 * RedactionScan} finds, in any of its properties.
 *
 * @param claimCheckRefOrNull where the whole is kept, if somewhere
 * @param redactedPreviewRefOrNull where a preview is kept, if somewhere
 * @param boundedExitCodeOrResponseShape small: family, status or exit code, names of properties
 */
@ContractVersion("ExecutionPlane.ExecutionEvidenceBoundary.v1")
public record ExecutionEvidenceBoundary(
    @Handle String outcomeRef,
    @Handle String inputFingerprintRef,
    @Handle String schemaRef,
    @Ref String boundedStatus,
    JsonObject boundedExitCodeOrResponseShape,
    @Handle @Nullable String claimCheckRefOrNull,
    @Handle @Nullable String redactedPreviewRefOrNull,
    ScanResult scanResult,
    OwnerRepo ownerRepo) {

  public static final Contract<ExecutionEvidenceBoundary> CONTRACT =
      Contract.of(ExecutionEvidenceBoundary.class);

  private static final Rules RULES = Rules.of(ExecutionEvidenceBoundary.class);

  public ExecutionEvidenceBoundary {
    RULES
        .check(
            outcomeRef,
            inputFingerprintRef,
            schemaRef,
            boundedStatus,
            boundedExitCodeOrResponseShape,
            claimCheckRefOrNull,
            redactedPreviewRefOrNull,
            scanResult,
            ownerRepo)
        .orThrow();
    // Every text, not the shape alone: a reference can hold a secret as well.
    RedactionScan.refuse(
        JsonNodeFactory.instance
            .objectNode()
            .put("outcome_ref", outcomeRef)
            .put("input_fingerprint_ref", inputFingerprintRef)
            .put("schema_ref", schemaRef)
            .put("bounded_status", boundedStatus)
            .put("claim_check_ref_or_null", claimCheckRefOrNull)
            .put("redacted_preview_ref_or_null", redactedPreviewRefOrNull)
            .<ObjectNode>set(
                "bounded_exit_code_or_response_shape", boundedExitCodeOrResponseShape.toNode())
            .set("scan_result", ScanResult.CONTRACT.encode(scanResult)));
  }

  /**
   * What of an outcome may be kept: its status, the names of its payload's properties, and the
   * status or exit code that its payload tells. The outcome stays as it is.
   *
   * @param inputFingerprint the digest of what the dispatch was given
   * @throws io.executionplane.contracts.json.ContractViolationException if even so much of the
   *     outcome holds what must not be kept
   */
  public static ExecutionEvidenceBoundary fromOutcome(
      ExecutionOutcome outcome, Sha256 inputFingerprint) {
    return new ExecutionEvidenceBoundary(
        RouteHandle.of("execution-outcome://", outcome.routeId()),
        "fingerprint://execution-plane/input/" + inputFingerprint,
        "schema://execution-plane/execution-evidence-boundary/v1",
        outcome.status().name().toLowerCase(Locale.ROOT),
        OutcomeShape.of(outcome),
        null,
        null,
        ScanResult.passed(),
        OwnerRepo.EXECUTION_PLANE);
  }
}
