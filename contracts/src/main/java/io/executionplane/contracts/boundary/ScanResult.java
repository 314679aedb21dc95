package io.executionplane.contracts.boundary;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a scan did, and that it found nothing.
 *
 * @param rawPayloadIncluded always false
 * @param checkedFor what it looked for, each once
 * @param scannerRef who looked
 */
public record ScanResult(
    ScanOutcome status,
    boolean rawPayloadIncluded,
    ScanScope scanScope,
    @Size(min = 1, max = 5) List<ScanCheck> checkedFor,
    @Handle Optional<String> scannerRef) {

  static final Contract<ScanResult> CONTRACT = Contract.of(ScanResult.class);

  private static final Rules RULES = Rules.of(ScanResult.class);

  public ScanResult {
    RULES
        .check(status, rawPayloadIncluded, scanScope, checkedFor, scannerRef)
        .and(() -> !rawPayloadIncluded, "rawPayloadIncluded", "must be false")
        .and(
            checkedFor,
            checks -> Set.copyOf(checks).size() == checks.size(),
            "checkedFor",
            "must name each check once")
        .orThrow();
    checkedFor = List.copyOf(checkedFor);
  }

  /** What {@link RedactionScan} says of a value in which it found nothing. */
  public static ScanResult passed() {
    return new ScanResult(
        ScanOutcome.PASSED,
        false,
        ScanScope.BOUNDED_EVIDENCE_FIELDS,
        List.of(ScanCheck.values()),
        Optional.of("scanner://execution-plane/redaction-scan/v1"));
  }
}
