package io.executionplane.node.attach;

import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.hazmat.AttachGrant;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.posture.AttachAuthorization;
import io.executionplane.contracts.posture.AttachEvidence;
import io.executionplane.contracts.posture.TargetPosture;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.node.authority.AttachClaims;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Decides whether somebody may attach. Pure; the first objection wins, authority comes first. */
final class AttachJudgement {

  /** Of the 16 KiB that an event may have. */
  private static final int POSTURE_EVIDENCE_BYTES_MAX = 12 * 1024;

  private final AttachWish wish;
  private final AttachFacts facts;

  private AttachJudgement(AttachWish wish, AttachFacts facts) {
    this.wish = wish;
    this.facts = facts;
  }

  /** What a judgement comes to. */
  sealed interface Verdict {

    record Permitted(AttachPermit permit) implements Verdict {}

    record Refused(AttachRefusal refusal) implements Verdict {}
  }

  /** What speaks against a wish, if it does. */
  private record Check<T>(AttachDenial denial, Predicate<T> objects) {}

  static Verdict of(AttachWish wish, AttachFacts facts) {
    return new AttachJudgement(wish, facts).verdict();
  }

  private Verdict verdict() {
    return authority()
        .or(() -> standing(facts.state()))
        .map(denial -> refused(new AttachRefusal.Denied(denial)))
        .orElseGet(this::atTheTarget);
  }

  // --- On whose word

  private Optional<AttachDenial> authority() {
    var denial = wish.authority() instanceof AttachAuthority.Role role ? role(role) : signedGrant();
    return denial.or(() -> attachGrant().flatMap(this::attachGrant));
  }

  private Optional<AttachDenial> role(AttachAuthority.Role role) {
    var permitted = facts.rules().roles().get(role.name());
    if (permitted == null) {
      return Optional.of(AttachDenial.ATTACH_ROLE_NOT_DECLARED);
    }
    return reaches(permitted)
        ? Optional.empty()
        : Optional.of(AttachDenial.ATTACH_DIRECTION_NOT_PERMITTED);
  }

  private Optional<AttachDenial> signedGrant() {
    return facts
        .claims()
        .map(claims -> first(grantChecks(), claims))
        .orElseGet(() -> Optional.of(AttachDenial.ATTACH_GRANT_UNREADABLE));
  }

  private List<Check<AttachClaims>> grantChecks() {
    return List.of(
        new Check<>(
            AttachDenial.ATTACH_GRANT_AUDIENCE_MISMATCH,
            claims -> !claims.aud().equals(facts.audience())),
        new Check<>(
            AttachDenial.ATTACH_GRANT_NOT_YET_VALID,
            claims -> facts.now().isBefore(Instant.ofEpochSecond(claims.nbf()))),
        new Check<>(
            AttachDenial.ATTACH_GRANT_EXPIRED, claims -> !facts.now().isBefore(claims.expiresAt())),
        new Check<>(AttachDenial.ATTACH_GRANT_REVOKED, facts::isRevoked),
        new Check<>(
            AttachDenial.EXECUTION_REF_MISMATCH,
            claims -> !claims.execution().equals(facts.state().ref())),
        new Check<>(
            AttachDenial.PRINCIPAL_REF_MISMATCH, claims -> !claims.sub().equals(wish.principal())),
        new Check<>(
            AttachDenial.ATTACH_DIRECTION_NOT_PERMITTED, claims -> !reaches(claims.directions())));
  }

  /** The grant for targets with a posture, if the authority brings one. */
  private Optional<AttachGrant> attachGrant() {
    return wish.authority() instanceof AttachAuthority.Role role
        ? role.attachGrant()
        : facts.claims().flatMap(AttachClaims::attachGrant);
  }

  private Optional<AttachDenial> attachGrant(AttachGrant grant) {
    return first(
        List.of(
            new Check<AttachGrant>(
                AttachDenial.ATTACH_GRANT_EXPIRED, each -> !each.isCurrent(facts.now())),
            new Check<AttachGrant>(
                AttachDenial.EXECUTION_REF_MISMATCH,
                each ->
                    each.grantScope().executionRef().isPresent()
                        && !each.grantScope().names(facts.state().ref())),
            new Check<AttachGrant>(
                AttachDenial.PRINCIPAL_REF_MISMATCH, each -> !each.isHeldBy(wish.principal())),
            new Check<AttachGrant>(
                AttachDenial.ATTACH_DIRECTION_NOT_PERMITTED,
                each -> !reaches(each.grantScope().directions()))),
        grant);
  }

  private boolean reaches(Collection<AttachDirection> permitted) {
    return permitted.containsAll(wish.directions());
  }

  private static <T> Optional<AttachDenial> first(List<Check<T>> inOrder, T judged) {
    return inOrder.stream()
        .filter(check -> check.objects().test(judged))
        .findFirst()
        .map(Check::denial);
  }

  // --- To what

  /** What speaks against attaching to an execution that stands so, whoever asks. */
  static Optional<AttachDenial> standing(ExecutionState state) {
    if (state.isNew()) {
      return Optional.of(AttachDenial.EXECUTION_UNKNOWN);
    } else if (state.ended().isPresent()) {
      return Optional.of(AttachDenial.EXECUTION_TERMINAL);
    }
    return state.started().isPresent()
        ? Optional.empty()
        : Optional.of(AttachDenial.EXECUTION_NOT_STARTED);
  }

  private Verdict atTheTarget() {
    var posture = facts.posture();
    if (posture.isPresent()) {
      return at(posture.get());
    }
    return attachGrant().isPresent()
        ? refused(new AttachRefusal.Denied(AttachDenial.TARGET_POSTURE_UNKNOWN))
        : permitted(Optional.empty());
  }

  private Verdict at(TargetPosture posture) {
    if (attachGrant().isEmpty() || wish.intent().isEmpty()) {
      return refused(new AttachRefusal.Denied(AttachDenial.TARGET_POSTURE_GRANT_MISSING));
    }
    var grant = attachGrant().get();
    return AttachAuthorization.authorize(
            posture, grant, wish.intent().get(), revoked(grant), facts.now())
        .fold(
            authorized -> recordable(authorized.evidence()),
            objection -> refused(AttachRefusal.Posture.of(objection)));
  }

  /** Taken back is a grant by whoever issued the one around it. */
  private Set<String> revoked(AttachGrant grant) {
    return facts
        .claims()
        .filter(claims -> facts.isRevoked().test(claims.iss(), grant.revocationRef()))
        .map(claims -> Set.of(grant.revocationRef()))
        .orElse(Set.of());
  }

  private Verdict recordable(AttachEvidence evidence) {
    return AttachEvidence.CONTRACT.canonical(evidence).length <= POSTURE_EVIDENCE_BYTES_MAX
        ? permitted(Optional.of(evidence))
        : refused(new AttachRefusal.Denied(AttachDenial.ATTACH_EVIDENCE_TOO_LARGE));
  }

  // --- The answer

  private static Verdict refused(AttachRefusal refusal) {
    return new Verdict.Refused(refusal);
  }

  private Verdict permitted(Optional<AttachEvidence> evidence) {
    return new Verdict.Permitted(
        new AttachPermit(wish.principal(), wish.directions(), grant(), expiresAt(), evidence));
  }

  private Optional<AttachPermit.Grant> grant() {
    return wish.authority() instanceof AttachAuthority.Signed signed
        ? facts
            .claims()
            .map(
                claims ->
                    new AttachPermit.Grant(
                        claims.iss(),
                        claims.jti(),
                        Sha256.of(signed.grant().ref().getBytes(StandardCharsets.US_ASCII))))
        : Optional.empty();
  }

  private Optional<Instant> expiresAt() {
    return Stream.concat(
            facts.claims().map(AttachClaims::expiresAt).stream(),
            attachGrant().map(AttachGrant::expiresAt).stream())
        .min(Instant::compareTo);
  }
}
