package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.node.authority.AuthorityContext;
import io.executionplane.node.authority.AuthorityFact;
import io.executionplane.node.authority.AuthorityVerifiers;
import io.executionplane.node.authority.GrantBook;
import io.executionplane.node.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who is asked for facts.
 *
 * @param directOwners owners of lanes that may call them without an authority
 * @param audience the name of this plane, for which authorities must be meant
 * @param salts make the commitments to recorded requests
 * @param factsWithin longest time that all facts together may take to gather
 */
public record AdmissionServices(
    AuthorityVerifiers authorityVerifiers,
    GrantBook grants,
    Set<String> directOwners,
    Map<String, Lane<? extends LanePayload>> lanes,
    ActorRef<Targets.Command> targets,
    ActorRef<Capacity.Command> capacity,
    JudgingGate gate,
    SaltSource salts,
    NodeLimits limits,
    String audience,
    Duration factsWithin,
    Clock clock) {

  public AdmissionServices {
    directOwners = Set.copyOf(directOwners);
    lanes = Map.copyOf(lanes);
  }

  /**
   * What becomes of a request's authority. An owner who calls his own lane is not asked for any.
   */
  CompletionStage<AuthorityFact> judgeAuthority(AdmissionRequest request, String tenantId) {
    if (request.provenance().filter(Provenance::isDirect).isPresent()) {
      return CompletableFuture.completedStage(new AuthorityFact.NotAsked());
    }
    var context =
        new AuthorityContext(audience, tenantId, request, request.payloadHash(), clock.instant());
    return authorityVerifiers.judge(request.authorityRef(), context);
  }

  Optional<Lane<? extends LanePayload>> lane(String laneId) {
    return Optional.ofNullable(lanes.get(laneId));
  }
}
