package io.executionplane.contracts.posture;

import io.executionplane.contracts.hazmat.AttachGrant;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.target.TargetBinding;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Everything that the question of an attach is judged by. */
record AttachRequest(
    TargetPosture posture,
    AttachGrant grant,
    ExecutionIntentEnvelope envelope,
    Set<String> revokedRefs,
    Instant now) {

  /** The credentials that the attach brings, whoever names them, each once. */
  List<String> credentialHandleRefs() {
    return distinct(grant.credentialHandleRefs(), envelope.credentialHandleRefs());
  }

  /** What must be done afterwards, whoever asks for it, each once. */
  List<String> cleanupRefs() {
    return distinct(posture.cleanupRefs(), grant.cleanupRefs());
  }

  /** Whether grant and intent both name what the target has. */
  boolean agreeOn(Object posture, Function<TargetBinding, Object> field) {
    return agree(posture, field.apply(grant.target()), field.apply(envelope.target()));
  }

  /** Whether three values are one. An identity that one of three leaves out is not agreed on. */
  static boolean agree(Object posture, Object grant, Object envelope) {
    return posture.equals(grant) && posture.equals(envelope);
  }

  private static List<String> distinct(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }
}
