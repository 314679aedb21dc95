package io.executionplane.node.attach;

import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.posture.TargetPosture;
import java.util.Map;
import java.util.Set;

/**
 * What a host declared about attaching. What is not declared is not permitted.
 *
 * @param roles what each role may do
 * @param postures what targets with a posture accept, by the target's id
 */
public record AttachRules(
    Map<String, Set<AttachDirection>> roles, Map<String, TargetPosture> postures) {

  public AttachRules {
    roles = Map.copyOf(roles);
    postures = Map.copyOf(postures);
  }
}
