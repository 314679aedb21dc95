package io.executionplane.contracts.target;

import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/** The target that an intent or a grant is for, and under which postures. */
public record TargetBinding(
    @Handle("target://") String targetRef,
    @Handle("attach-grant://") String attachGrantRef,
    @Handle("target-posture://") String targetAuthPostureRef,
    @Handle("no-egress-posture://") String noEgressPostureRef,
    @Handle("process-target-identity://") Optional<String> processTargetIdentityRef,
    @Handle("stream-target-identity://") Optional<String> streamTargetIdentityRef,
    @Handle("service-identity://") Optional<String> serviceIdentityRef) {

  private static final Rules RULES = Rules.of(TargetBinding.class);

  public TargetBinding {
    RULES
        .check(
            targetRef,
            attachGrantRef,
            targetAuthPostureRef,
            noEgressPostureRef,
            processTargetIdentityRef,
            streamTargetIdentityRef,
            serviceIdentityRef)
        .orThrow();
  }
}
