package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.execution.Rejection.Candidate;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.TargetStanding;
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

  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparingInt(Match::rank)
          .thenComparingInt(match -> match.fact().running())
          .thenComparing(match -> match.fact().descriptor().targetId());

  private final List<Match> matches;
  private final List<Candidate> objections;

  private TargetSelection(List<Match> matches, List<Candidate> objections) {
    this.matches = matches;
    this.objections = objections;
  }

  /** A target, and the class for which it is taken. */
  record Choice(TargetDescriptor target, String attestationClass) {}

  private record Match(TargetFact fact, String attestationClass, int rank) {}

  static TargetSelection among(AdmissionRequest request, AdmissionFacts facts) {
    var matches = new ArrayList<Match>();
    var objections = new ArrayList<Candidate>();
    for (var target : facts.targets()) {
      objection(target, request, facts)
          .ifPresentOrElse(
              why -> objections.add(new Candidate(target.descriptor().targetId(), why)),
              () -> matches.add(match(target, request, facts)));
    }
    matches.sort(BEST_FIRST);
    return new TargetSelection(matches, objections);
  }

  /** The chosen target, if one will do. */
  Optional<Choice> choice() {
    return matches.stream()
        .findFirst()
        .map(match -> new Choice(match.fact().descriptor(), match.attestationClass()));
  }

  /** Why each of the others will not do. */
  List<Candidate> objections() {
    return objections;
  }

  /** All of them: those that will do, the best first, and then the others. */
  List<Candidate> considered() {
    var considered = new ArrayList<Candidate>();
    for (var match : matches) {
      considered.add(
          new Candidate(
              match.fact().descriptor().targetId(),
              (considered.isEmpty() ? "would be taken as " : "would do as ")
                  + match.attestationClass()
                  + ", running: "
                  + match.fact().running()));
    }
    considered.addAll(objections);
    return considered;
  }

  /** Whether a target can do all that a request requires of its place. */
  static boolean canDo(TargetDescriptor target, AdmissionRequest request) {
    var required = request.placement().flatMap(Placement::requiredCapabilities);
    return required.isEmpty()
        || target.capabilities().filter(found -> found.satisfies(required.get())).isPresent();
  }

  private static Optional<String> objection(
      TargetFact fact, AdmissionRequest request, AdmissionFacts facts) {
    return unusable(fact, facts).or(() -> unfit(fact.descriptor(), request, facts));
  }

  private static Optional<String> unusable(TargetFact fact, AdmissionFacts facts) {
    if (fact.standing() != TargetStanding.IN_SERVICE) {
      return Optional.of("it was " + fact.standing().text());
    }
    return fact.descriptor().isCurrent(facts.now())
        ? Optional.empty()
        : Optional.of("its attestation has expired");
  }

  private static Optional<String> unfit(
      TargetDescriptor target, AdmissionRequest request, AdmissionFacts facts) {
    var wanted = request.placement().flatMap(Placement::targetId);
    if (wanted.isPresent() && !wanted.get().equals(target.targetId())) {
      return Optional.of("the request names another target");
    }
    var kind = request.placement().flatMap(Placement::surfaceKind);
    if (kind.isPresent() && !kind.get().equals(target.surfaceKind())) {
      return Optional.of("it is a " + target.surfaceKind());
    }
    if (!canDo(target, request)) {
      return Optional.of("it cannot do all that is required");
    }
    var unenforced = ConstraintRules.unenforced(target, request);
    if (unenforced.isPresent()) {
      return Optional.of("it cannot enforce " + unenforced.get());
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
