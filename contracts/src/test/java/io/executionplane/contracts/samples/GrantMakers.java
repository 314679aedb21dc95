package io.executionplane.contracts.samples;

import io.executionplane.contracts.evidence.AttachPayload.AttachGranted;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.family.HttpRequest;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.hazmat.BypassViolation;
import io.executionplane.contracts.hazmat.GrantScope;
import io.executionplane.contracts.hazmat.HazmatScope;
import io.executionplane.contracts.hazmat.NoBypassScan;
import io.executionplane.contracts.hazmat.ScanStatus;
import io.executionplane.contracts.lane.LanePhaseFact;
import io.executionplane.contracts.posture.AttachCleanup;
import io.executionplane.contracts.posture.AttachEvidence;
import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.contracts.posture.PersistenceProfile;
import io.executionplane.contracts.posture.PersistenceTier;
import io.executionplane.contracts.posture.RestartClaim;
import io.executionplane.contracts.runtime.ActiveExecution;
import io.executionplane.contracts.runtime.ActiveState;
import io.executionplane.contracts.runtime.ActiveStatus;
import io.executionplane.contracts.runtime.RuntimeError;
import io.executionplane.contracts.runtime.RuntimeErrorCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes grants, postures, facts of phases and what a runtime client is told. */
final class GrantMakers {

  private final RandomContracts random;

  private GrantMakers(RandomContracts random) {
    this.random = random;
  }

  static void addTo(RandomContracts random) {
    var makers = new GrantMakers(random);
    random.put(Boolean.class, () -> random.random().nextBoolean());
    random.put(HazmatScope.class, makers::scope);
    random.put(GrantScope.class, makers::grantScope);
    random.put(AttachGranted.class, makers::attachGranted);
    random.put(NoBypassScan.class, makers::scan);
    random.put(AttachEvidence.class, makers::attachEvidence);
    random.put(AttachCleanup.class, makers::attachCleanup);
    random.put(PersistencePosture.class, makers::posture);
    random.put(LanePhaseFact.class, makers::fact);
    random.put(ActiveExecution.class, makers::execution);
    random.put(ActiveStatus.class, makers::status);
    random.put(RuntimeError.class, makers::error);
    random.put(HttpRequest.class, makers::httpRequest);
  }

  // --- Grants

  private Object scope() {
    var isSystem = random.random().nextBoolean();
    var actor = Optional.of(random.text().of(5));
    return isSystem
        ? random.record(HazmatScope.class, Map.of("systemActorRef", actor))
        : random.record(HazmatScope.class, Map.of("principalRef", actor));
  }

  private Object grantScope() {
    return random.record(GrantScope.class, Map.of("directions", directions()));
  }

  private Object attachGranted() {
    return random.record(AttachGranted.class, Map.of("directions", directions()));
  }

  private List<AttachDirection> directions() {
    var directions = new ArrayList<>(Arrays.asList(AttachDirection.values()));
    directions.subList(1 + random.random().nextInt(directions.size()), directions.size()).clear();
    return directions;
  }

  private Object scan() {
    var status = random.oneOf(ScanStatus.values());
    var violations =
        status == ScanStatus.BLOCKED
            ? List.of(random.some(BypassViolation.class))
            : List.<BypassViolation>of();
    return random.record(
        NoBypassScan.class, Map.of("scanStatus", status, "violations", violations));
  }

  // --- Postures

  private Object attachEvidence() {
    return random.record(
        AttachEvidence.class, Map.of("cleanupRequired", true, "rawMaterialPresent", false));
  }

  private Object attachCleanup() {
    return random.record(AttachCleanup.class, Map.of("rawMaterialPresent", false));
  }

  private Object posture() {
    var profile = random.oneOf(PersistenceProfile.values());
    var tiers = Arrays.stream(PersistenceTier.values()).filter(profile::accepts);
    var tier = random.oneOf(tiers.toArray(PersistenceTier[]::new));
    var claims = Arrays.stream(RestartClaim.values()).filter(tier::supports);
    return random.record(
        PersistencePosture.class,
        Map.of(
            "profile",
            profile,
            "tier",
            tier,
            "durable",
            tier.isDurable(),
            "restartDurabilityClaim",
            random.oneOf(claims.toArray(RestartClaim[]::new)),
            "rawProcessStatePersistence",
            false));
  }

  // --- What is told

  private Object fact() {
    var shape = new TreeSet<String>();
    for (var i = random.random().nextInt(4); i > 0; i--) {
      shape.add(random.text().of(1 + random.random().nextInt(9)));
    }
    var size = random.random().nextInt(1000);
    return random.record(
        LanePhaseFact.class,
        Map.of(
            "outputByteSize",
            (long) size,
            "maxOutputBytes",
            size + (long) random.random().nextInt(1000),
            "payloadShape",
            List.copyOf(shape)));
  }

  private Object execution() {
    var ref = random.some(ExecutionRef.class);
    var state = random.oneOf(ActiveState.values());
    return random.record(
        ActiveExecution.class,
        Map.of(
            "executionRef",
            ref,
            "sessionRef",
            "session://execution-plane/" + ref,
            "state",
            state,
            "receiptRef",
            receipt(ref, state)));
  }

  private Object status() {
    var ref = random.some(ExecutionRef.class);
    var state = random.oneOf(ActiveState.values());
    var isOpen = !state.isTerminal() && random.random().nextBoolean();
    var error =
        state == ActiveState.COMPLETED ? Optional.empty() : random.maybe(RuntimeError.class);
    return random.record(
        ActiveStatus.class,
        Map.of(
            "executionRef", ref,
            "state", state,
            "inputOpen", isOpen,
            "outputOpen", isOpen,
            "error", error,
            "receiptRef", receipt(ref, state)));
  }

  private Optional<String> receipt(ExecutionRef ref, ActiveState state) {
    return state.isTerminal()
        ? Optional.of("receipt://execution-plane/" + ref + "/" + random.random().nextInt(9))
        : Optional.empty();
  }

  private Object error() {
    var category = random.oneOf(RuntimeErrorCategory.values());
    var ambiguous = category == RuntimeErrorCategory.AMBIGUOUS || random.random().nextBoolean();
    var retryable = !ambiguous && random.random().nextBoolean();
    return random.record(
        RuntimeError.class,
        Map.of("category", category, "ambiguous", ambiguous, "retryable", retryable));
  }

  private Object httpRequest() {
    var path = "/a" + random.text().from("ab1/?=", random.random().nextInt(9));
    return random.record(HttpRequest.class, Map.of("path", path));
  }
}
