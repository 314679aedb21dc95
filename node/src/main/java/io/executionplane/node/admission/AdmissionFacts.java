package io.executionplane.node.admission;

import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.node.authority.AuthorityFact;
import io.executionplane.node.target.TargetFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a judgement needs to know, gathered once.
 *
 * @param now the moment of the judgement
 * @param registrationComplete whether lanes, verifiers and targets are declared and frozen
 * @param directOwners owners of lanes that may call them without an authority
 * @param authority what became of the request's authority
 * @param lane the lane that the request names, if it is registered
 * @param targets every target of that lane, as it is now
 * @param spentBudget which budget for running and waiting is spent; absent while there is room
 * @param limits what the node itself allows
 */
public record AdmissionFacts(
    Instant now,
    boolean registrationComplete,
    Set<String> directOwners,
    AuthorityFact authority,
    Optional<LaneFact> lane,
    List<TargetFact> targets,
    Optional<String> spentBudget,
    NodeLimits limits) {

  public AdmissionFacts {
    directOwners = Set.copyOf(directOwners);
    targets = List.copyOf(targets);
  }

  /**
   * What the named lane says of the request.
   *
   * @param violations what it objects to in the payload; empty when it accepts it
   */
  public record LaneFact(LaneCapabilities capabilities, List<Violation> violations) {

    public LaneFact {
      violations = List.copyOf(violations);
    }
  }
}
