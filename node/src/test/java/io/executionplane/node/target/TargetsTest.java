package io.executionplane.node.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChange;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChanged;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.TargetVerifier;
import io.executionplane.node.note.NodeNotes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final LogName LOG = new LogName("log");

  private final List<TargetChanged> noted = new CopyOnWriteArrayList<>();
  private final NodeNotes notes =
      new NodeNotes(
          "node-1",
          CLOCK,
          entry -> {
            noted.add((TargetChanged) entry.apply(LOG));
            return CompletableFuture.completedStage(Done.getInstance());
          });

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void findsTheTargetsOfALaneThatWereMeasured() {
    var targets = start(measuring("a"), measuring("b"));

    assertThat(find(targets))
        .extracting(fact -> fact.descriptor().targetId())
        .containsExactly("a", "b");
    assertThat(noted).isEmpty();
  }

  @Test
  void leavesOutATargetWhoseVerifierThrowsOrFails() {
    var targets =
        start(
            measuring("a"),
            verifier(
                "thrown",
                () -> {
                  throw new IllegalStateException("no cgroup");
                }),
            verifier(
                "failed",
                () -> CompletableFuture.failedFuture(new IllegalStateException("no namespace"))));

    assertThat(find(targets)).hasSize(1);
    assertThat(describe(targets).unmeasured())
        .containsEntry("thrown", "no cgroup")
        .containsEntry("failed", "no namespace");
  }

  @Test
  void doesNotWaitForAVerifierThatHangs() {
    var targets =
        start(Duration.ofMillis(1), measuring("a"), verifier("hangs", CompletableFuture::new));

    assertThat(find(targets)).hasSize(1);
    assertThat(describe(targets).unmeasured().get("hangs"))
        .isEqualTo("it was not measured within 1 ms");
  }

  @Test
  void believesNoVerifierThatDescribesAnotherTarget() {
    var targets = start(verifier("a", () -> CompletableFuture.completedFuture(descriptor("b"))));

    assertThat(find(targets)).isEmpty();
    assertThat(describe(targets).unmeasured()).containsEntry("a", "its verifier described b");
  }

  @Test
  void drainsATargetAndTakesItBackAndSaysBoth() {
    var targets = start(measuring("a"));

    assertThat(change(targets, "a", TargetChange.DRAINED)).contains(TargetStanding.DRAINED);
    assertThat(find(targets).get(0).standing()).isEqualTo(TargetStanding.DRAINED);
    assertThat(change(targets, "a", TargetChange.DRAINED)).contains(TargetStanding.DRAINED);
    assertThat(change(targets, "a", TargetChange.RESUMED)).contains(TargetStanding.IN_SERVICE);

    assertThat(noted)
        .extracting(TargetChanged::change)
        .containsExactly(TargetChange.DRAINED, TargetChange.RESUMED);
    assertThat(noted.get(0).by()).contains("ada");
  }

  @Test
  void measuresATargetAnewWhenItIsAsked() {
    var measurements = new AtomicInteger();
    var targets =
        start(
            verifier(
                "a",
                () ->
                    measurements.getAndIncrement() == 0
                        ? CompletableFuture.completedFuture(descriptor("a"))
                        : CompletableFuture.failedFuture(new IllegalStateException("moved out"))));
    assertThat(find(targets)).hasSize(1);

    var probed = probe(targets, "a").orElseThrow();

    assertThat(probed.target()).isEmpty();
    assertThat(probed.objection()).contains("moved out");
    assertThat(find(targets)).isEmpty();
    assertThat(probe(targets, "b")).isEmpty();
  }

  @Test
  void knowsNoTargetThatNobodyRegistered() {
    assertThat(change(start(measuring("a")), "b", TargetChange.DRAINED)).isEmpty();
  }

  @Test
  void keepsATargetOutThatWasTakenOutBeforeTheNodeWasRestarted() {
    List<LogEntry> entries =
        List.of(
            changed("node-1", "a", TargetChange.DRAINED),
            changed("node-1", "b", TargetChange.REVOKED),
            changed("node-1", "b", TargetChange.ATTESTED),
            changed("node-1", "c", TargetChange.DRAINED),
            changed("node-1", "c", TargetChange.RESUMED),
            changed("node-2", "d", TargetChange.DRAINED));

    var standings = TargetStanding.recalled(entries, "node-1");

    assertThat(standings)
        .isEqualTo(
            Map.of(
                "a", TargetStanding.DRAINED,
                "b", TargetStanding.REVOKED,
                "c", TargetStanding.IN_SERVICE));
    var targets =
        KIT.spawn(
            Targets.create(
                List.of(measuring("a")), standings, notes, Duration.ofSeconds(10), CLOCK));
    assertThat(find(targets).get(0).standing()).isEqualTo(TargetStanding.DRAINED);
  }

  // --- Samples

  private ActorRef<Targets.Command> start(TargetVerifier... verifiers) {
    return start(Duration.ofSeconds(10), verifiers);
  }

  private ActorRef<Targets.Command> start(Duration within, TargetVerifier... verifiers) {
    return KIT.spawn(Targets.create(List.of(verifiers), Map.of(), notes, within, CLOCK));
  }

  private static List<TargetFact> find(ActorRef<Targets.Command> targets) {
    var probe = KIT.<Targets.Found>createTestProbe();
    targets.tell(new Targets.Find("process", probe.ref()));
    return probe.receiveMessage().targets();
  }

  private static Targets.Description describe(ActorRef<Targets.Command> targets) {
    var probe = KIT.<Targets.Description>createTestProbe();
    targets.tell(new Targets.Describe(probe.ref()));
    return probe.receiveMessage();
  }

  private static Optional<TargetStanding> change(
      ActorRef<Targets.Command> targets, String target, TargetChange change) {
    var probe = KIT.<Targets.Changed>createTestProbe();
    targets.tell(new Targets.Change(target, change, "ada", "a test", probe.ref()));
    return probe.receiveMessage().standing();
  }

  private static Optional<Targets.Probed> probe(ActorRef<Targets.Command> targets, String target) {
    var probe = KIT.<Optional<Targets.Probed>>createTestProbe();
    targets.tell(new Targets.Probe(target, probe.ref()));
    return probe.receiveMessage();
  }

  private static TargetChanged changed(String node, String target, TargetChange change) {
    return new TargetChanged(LOG, node, target, change, Optional.empty(), "a test", NOON);
  }

  private static TargetVerifier measuring(String target) {
    return verifier(target, () -> CompletableFuture.completedFuture(descriptor(target)));
  }

  private static TargetDescriptor descriptor(String target) {
    return new TargetDescriptor(
        target,
        "process",
        "local_subprocess",
        "verifier",
        List.of("weak"),
        Sha256.of(),
        NOON,
        NOON.plusSeconds(3600));
  }

  private static TargetVerifier verifier(
      String target, Supplier<CompletionStage<TargetDescriptor>> measurement) {
    return new TargetVerifier() {
      @Override
      public String verifierId() {
        return "verifier";
      }

      @Override
      public String targetId() {
        return target;
      }

      @Override
      public CompletionStage<TargetDescriptor> verify(Instant now) {
        return measurement.get();
      }
    };
  }
}
