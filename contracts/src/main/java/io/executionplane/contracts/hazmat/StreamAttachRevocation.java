package io.executionplane.contracts.hazmat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/**
 * Proof that a stream stopped because its grant was revoked.
 *
 * @param lastEventPosition position of the last event that the stream delivered
 */
@ContractVersion("ExecutionPlane.StreamAttachRevocation.v1")
public record StreamAttachRevocation(
    @Inline HazmatScope scope,
    @Ref String streamRef,
    @Handle("attach-grant://") String attachGrantRef,
    @Ref String leaseRef,
    @Ref String revocationRef,
    @Ref String terminationRef,
    @Range(min = 0) long lastEventPosition) {

  public static final Contract<StreamAttachRevocation> CONTRACT =
      Contract.of(StreamAttachRevocation.class);

  private static final Rules RULES = Rules.of(StreamAttachRevocation.class);

  public StreamAttachRevocation {
    RULES
        .check(
            scope,
            streamRef,
            attachGrantRef,
            leaseRef,
            revocationRef,
            terminationRef,
            lastEventPosition)
        .orThrow();
  }
}
