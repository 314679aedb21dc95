package io.executionplane.contracts.activity;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/** Who holds a stream, and in which epoch. */
@ContractVersion("ExecutionPlane.StreamLeaseContract.v1")
public record StreamLeaseContract(
    @Ref String streamRef,
    @Ref String tenantRef,
    @Ref String resourceRef,
    @Ref String leaseRef,
    @Ref String epochRef,
    @Ref String traceId,
    @Ref Optional<String> revocationState) {

  public static final Contract<StreamLeaseContract> CONTRACT =
      Contract.of(StreamLeaseContract.class);

  private static final Rules RULES = Rules.of(StreamLeaseContract.class);

  public StreamLeaseContract {
    RULES
        .check(streamRef, tenantRef, resourceRef, leaseRef, epochRef, traceId, revocationState)
        .orThrow();
  }
}
