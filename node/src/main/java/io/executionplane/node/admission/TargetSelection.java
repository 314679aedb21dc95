package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.execution.Rejection.Candidate;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.target.TargetFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which target takes a request. The caller's order of classes counts over all targets, not within
 * each; among equals the least loaded wins, then the name, so that the choice can be repeated.
 */
final class TargetSelection {

  private final Optional<Choice> choice;
  private final List<Candidate> objections;

  private TargetSelection(Optional<Choice> choice, List<Candidate> objections) {
    this.choice = choice;
    this.objections = objections;
  }

  /** A target, and the class for which it is taken. */
  record Choice(TargetDescriptor target, String attestationClass) {}

  private record Match(TargetFact fact, String attestationClass, int rank) {}

  static TargetSelection among(AdmissionRequest request, AdmissionFacts facts) {
    var matches = new ArrayList<Match>();
    var objections = new ArrayList<Candidate>();
    for (var target : facts.targets()) {
      objection(target.descriptor(), request, facts)
          .ifPresentOrElse(
              why -> objections.add(new Candidate(target.descriptor().targetId(), why)),
              () -> matches.add(match(target, request, facts)));
    }
    var best =
        matches.stream()
            .min(
                Comparator.comparingInt(Match::rank)
                    .thenComparingInt(match -> match.fact().running())
                    .thenComparing(match -> match.fact().descriptor().targetId()))
            .map(match -> new Choice(match.fact().descriptor(), match.attestationClass()));
    return new TargetSelection(best, objections);
  }

  /** The chosen target, if one will do. */
  Optional<Choice> choice() {
    return choice;
  }

  /** Why each of the others will not do. */
  List<Candidate> objections() {
    return objections;
  }

  private static Optional<String> objection(
      TargetDescriptor target, AdmissionRequest request, AdmissionFacts facts) {
    if (!target.isCurrent(facts.now())) {
      return Optional.of("its attestation has expired");
    }
    var wanted = request.placement().flatMap(Placement::targetId);
    if (wanted.isPresent() && !wanted.get().equals(target.targetId())) {
      return Optional.of("the request names another target");
    }
    var grant = facts.authority().grant();
    if (grant.isPresent() && !grant.get().targets().allows(target.targetId())) {
      return Optional.of("the authority does not cover it");
    }
    return usableClasses(target, request, grant).findFirst().isPresent()
        ? Optional.empty()
        : Optional.of("none of its attested classes is both acceptable and covered");
  }

  private static Match match(TargetFact target, AdmissionRequest request, AdmissionFacts facts) {
    var grant = facts.authority().grant();
    var taken = usableClasses(target.descriptor(), request, grant).findFirst().orElseThrow();
    return new Match(target, taken, acceptable(request).indexOf(taken));
  }

  /** In the caller's order. */
  private static Stream<String> usableClasses(
      TargetDescriptor target, AdmissionRequest request, Optional<AuthorityGrant> grant) {
    return acceptable(request).stream()
        .filter(target.attestedClasses()::contains)
        .filter(each -> grant.map(g -> g.attestationClasses().allows(each)).orElse(true));
  }

  private static List<String> acceptable(AdmissionRequest request) {
    return request.acceptableAttestation().stream()
        .flatMap(acceptable -> acceptable.intersect(acceptable.classes()).stream())
        .map(AttestationClass::canonical)
        .distinct()
        .toList();
  }
}
