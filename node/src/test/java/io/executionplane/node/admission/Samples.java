package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.surface.RequiredCapabilities;
import io.executionplane.contracts.surface.SurfaceKind;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.node.authority.AllowList;
import io.executionplane.node.authority.AuthorityFact;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.authority.AuthorityVerdict;
import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.TargetStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A request that is admitted, the facts under which it is, and small changes to both. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  static final NodeLimits LIMITS =
      new NodeLimits(Duration.ofMinutes(10), Duration.ofHours(1), 1_000_000, 10_000);

  private Samples() {}

  // --- Requests

  static AdmissionRequest request() {
    return request(1, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static AdmissionRequest ofVersion(int version) {
    return request(version, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static AdmissionRequest with(RuntimeConstraint... constraints) {
    return request(1, List.of(constraints), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static AdmissionRequest withDeadline(Instant deadline) {
    return request(1, List.of(), Optional.empty(), Optional.of(deadline), Optional.empty());
  }

  static AdmissionRequest direct() {
    return direct("me");
  }

  static RequiredCapabilities needingATerminal() {
    return new RequiredCapabilities(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(true),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static AdmissionRequest direct(String owner) {
    return request(
        1,
        List.of(),
        Optional.of(Provenance.directLowerLaneOwner(owner)),
        Optional.empty(),
        Optional.empty());
  }

  static AdmissionRequest placedAt(Placement placement) {
    return request(1, List.of(), Optional.empty(), Optional.empty(), Optional.of(placement));
  }

  static AdmissionRequest accepting(String... classes) {
    return new AdmissionRequest(
        1,
        Optional.of("key"),
        "process",
        "run",
        JsonObject.empty(),
        Optional.of(new AuthorityRef("secret")),
        Optional.of(new AcceptableAttestation(List.of(classes))),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static AdmissionRequest request(
      int version,
      List<RuntimeConstraint> constraints,
      Optional<Provenance> provenance,
      Optional<Instant> deadline,
      Optional<Placement> placement) {
    return new AdmissionRequest(
        version,
        Optional.of("key"),
        "process",
        "run",
        JsonObject.empty(),
        Optional.of(new AuthorityRef("secret")),
        Optional.of(new AcceptableAttestation(List.of("weak"))),
        Optional.empty(),
        placement,
        constraints,
        provenance,
        deadline,
        Optional.empty());
  }

  // --- Facts

  static AdmissionFacts facts() {
    return facts(granted("*", "*"), List.of(target("local", "weak")));
  }

  static AdmissionFacts facts(AuthorityFact authority, List<TargetFact> targets) {
    return new AdmissionFacts(
        NOW, true, Set.of(), authority, lane(), targets, Optional.empty(), LIMITS);
  }

  static AdmissionFacts unregistered(AdmissionFacts facts) {
    return new AdmissionFacts(
        facts.now(),
        false,
        facts.directOwners(),
        facts.authority(),
        facts.lane(),
        facts.targets(),
        facts.spentBudget(),
        facts.limits());
  }

  static AdmissionFacts withLane(AdmissionFacts facts, Optional<AdmissionFacts.LaneFact> lane) {
    return new AdmissionFacts(
        facts.now(),
        facts.registrationComplete(),
        facts.directOwners(),
        facts.authority(),
        lane,
        facts.targets(),
        facts.spentBudget(),
        facts.limits());
  }

  static AdmissionFacts letting(String owner, AdmissionFacts facts) {
    return new AdmissionFacts(
        facts.now(),
        facts.registrationComplete(),
        Set.of(owner),
        new AuthorityFact.NotAsked(),
        facts.lane(),
        facts.targets(),
        facts.spentBudget(),
        facts.limits());
  }

  static AdmissionFacts full(AdmissionFacts facts, String budget) {
    return new AdmissionFacts(
        facts.now(),
        facts.registrationComplete(),
        facts.directOwners(),
        facts.authority(),
        facts.lane(),
        facts.targets(),
        Optional.of(budget),
        facts.limits());
  }

  static AdmissionFacts facts(AuthorityFact authority) {
    return facts(authority, List.of(target("local", "weak")));
  }

  static AdmissionFacts facts(TargetFact... targets) {
    return facts(granted("*", "*"), List.of(targets));
  }

  static Optional<AdmissionFacts.LaneFact> lane(Violation... violations) {
    return Optional.of(
        new AdmissionFacts.LaneFact(
            new LaneCapabilities("process", List.of("run"), List.of("local_subprocess")),
            List.of(violations)));
  }

  static TargetFact target(String id, String... classes) {
    return target(id, 0, NOW.plusSeconds(60), classes);
  }

  static TargetFact target(String id, int running, Instant expiresAt, String... classes) {
    return new TargetFact(
        new TargetDescriptor(
            id,
            "process",
            "local_subprocess",
            "verifier",
            List.of(classes),
            Sha256.of(),
            NOW.minusSeconds(60),
            expiresAt),
        running,
        TargetStanding.IN_SERVICE);
  }

  static TargetFact standing(TargetFact target, TargetStanding standing) {
    return new TargetFact(target.descriptor(), target.running(), standing);
  }

  /** The same target, which also enforces some constraints, and can do what a local process can. */
  static TargetFact enforcing(TargetFact target, String... constraints) {
    return new TargetFact(
        target.descriptor().with(List.of(constraints), SurfaceKind.LOCAL_SUBPROCESS.maximum()),
        target.running(),
        target.standing());
  }

  static AuthorityFact granted(String targets, String classes) {
    return granted(targets, classes, Optional.empty());
  }

  static AuthorityFact granted(String targets, String classes, Optional<Duration> wallClock) {
    return new AuthorityFact.Judged(
        new AuthorityVerdict.Granted(
            new AuthorityGrant(
                evidence(),
                new AllowList(Set.of(targets)),
                new AllowList(Set.of(classes)),
                wallClock,
                Optional.of(500L),
                Optional.empty())));
  }

  static AuthorityFact denied(String code) {
    return new AuthorityFact.Judged(AuthorityVerdict.Denied.unverified(code, "no"));
  }

  static AuthorityEvidence evidence() {
    return new AuthorityEvidence(
        "signed-grant",
        Optional.of("local"),
        Optional.of("user"),
        Optional.of("jti"),
        Optional.of(NOW.plusSeconds(60)),
        Sha256.of());
  }
}
