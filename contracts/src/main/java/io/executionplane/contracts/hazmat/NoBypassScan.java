package io.executionplane.contracts.hazmat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;

/**
 * What a scan for callers that go around the facade found. A clear scan names no violation, a
 * blocked one at least one.
 */
@ContractVersion("ExecutionPlane.NoBypassScan.v1")
public record NoBypassScan(
    @Inline HazmatScope scope,
    @Ref String scanRef,
    @Ref String callerRepo,
    @Ref String forbiddenModule,
    @Ref String requiredFacade,
    @Ref String violationRef,
    ScanStatus scanStatus,
    @NotBlank @Length(max = 1024) @Size(max = 100_000) List<String> checkedPaths,
    @Size(max = 10_000) List<BypassViolation> violations) {

  public static final Contract<NoBypassScan> CONTRACT = Contract.of(NoBypassScan.class);

  private static final Rules RULES = Rules.of(NoBypassScan.class);

  public NoBypassScan {
    RULES
        .check(
            scope,
            scanRef,
            callerRepo,
            forbiddenModule,
            requiredFacade,
            violationRef,
            scanStatus,
            checkedPaths,
            violations)
        .and(
            violations,
            found -> found.isEmpty() == (scanStatus == ScanStatus.CLEAR),
            "violations",
            "must be given exactly when the scan is blocked")
        .orThrow();
    checkedPaths = List.copyOf(checkedPaths);
    violations = List.copyOf(violations);
  }
}
