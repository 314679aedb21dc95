package io.executionplane.node.execution;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.anchor.AnchoredHead;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.ReportedFact;
import io.executionplane.node.admission.AdmissionServices;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.admission.CapacitySamples;
import io.executionplane.node.admission.CapacitySettings;
import io.executionplane.node.admission.JudgingGate;
import io.executionplane.node.admission.NodeLimits;
import io.executionplane.node.attach.OpenAttachments;
import io.executionplane.node.authority.AllowList;
import io.executionplane.node.authority.AuthorityContext;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.authority.AuthorityVerdict;
import io.executionplane.node.authority.AuthorityVerifier;
import io.executionplane.node.authority.AuthorityVerifiers;
import io.executionplane.node.authority.GrantBook;
import io.executionplane.node.authority.VerifierLimits;
import io.executionplane.node.session.LaneHost;
import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.TargetStanding;
import io.executionplane.node.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.stream.javadsl.Source;

/** Admission that lets everything pass, except what a test tells it not to. */
final class FakeAdmission {

  private final Queue<AnchoredHead> anchored = new ConcurrentLinkedQueue<>();

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  private static final VerifierLimits LIMITS =
      new VerifierLimits(Duration.ofSeconds(2), 5, Duration.ofSeconds(10));

  private final ActorTestKit kit;
  private boolean authorityHolds = true;
  private CapacitySettings capacity = CapacitySamples.node(8, 8);
  private Duration queuedWithin = Duration.ofMinutes(1);
  private volatile TargetStanding standing = TargetStanding.IN_SERVICE;
  private OpenAttachments attachments = new OpenAttachments(2);

  FakeAdmission(ActorTestKit kit) {
    this.kit = kit;
  }

  void denyAuthority() {
    authorityHolds = false;
  }

  /** So many at once, and so many that wait. */
  void makeRoom(int runningMax, int queuedMax) {
    capacity = CapacitySamples.node(runningMax, queuedMax);
  }

  void waitAtMost(Duration limit) {
    queuedWithin = limit;
  }

  void takeTargetOutOfService() {
    standing = TargetStanding.DRAINED;
  }

  /** Whoever was attached is gone, as if the node had been started anew. */
  void forgetAttachments() {
    attachments = new OpenAttachments(2);
  }

  ExecutionServices services(ActorRef<LaneHost.Command> laneHost) {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var admission =
        new AdmissionServices(
            new AuthorityVerifiers(
                List.of(new Verifier()), LIMITS, kit.system(), GrantBook.empty()),
            GrantBook.empty(),
            Set.of(),
            Map.of("process", new UnusedLane()),
            targets(),
            kit.spawn(Capacity.create(capacity, (tenant, count, budget, running, waiting) -> {})),
            new JudgingGate(capacity),
            SaltSource.secure(),
            new NodeLimits(Duration.ofMinutes(1), Duration.ofHours(1), 1_000, 1_000),
            "execution-plane",
            Duration.ofSeconds(3),
            clock);
    return new ExecutionServices(
        "node",
        PersistenceTestKitPlugin.PluginId(),
        admission,
        laneHost,
        attachments,
        (after, events, took) ->
            anchored.add(new AnchoredHead(after.ref(), after.head(), after.ended().isPresent())),
        queuedWithin,
        Duration.ofMinutes(1),
        clock);
  }

  /** The heads that were told to be anchored, in order. */
  List<AnchoredHead> anchored() {
    return List.copyOf(anchored);
  }

  private ActorRef<Targets.Command> targets() {
    var target =
        new TargetDescriptor(
            "local",
            "process",
            "local_subprocess",
            "verifier",
            List.of("weak"),
            Sha256.of(),
            NOW.minusSeconds(1),
            NOW.plusSeconds(60));
    return kit.spawn(
        Behaviors.receive(Targets.Command.class)
            .onMessage(
                Targets.Find.class,
                find -> {
                  find.replyTo()
                      .tell(new Targets.Found(List.of(new TargetFact(target, 0, standing))));
                  return Behaviors.same();
                })
            .build());
  }

  private final class Verifier implements AuthorityVerifier {

    @Override
    public String verifierId() {
      return "fake";
    }

    @Override
    public CompletionStage<AuthorityVerdict> verify(AuthorityRef ref, AuthorityContext context) {
      return CompletableFuture.completedFuture(
          authorityHolds
              ? new AuthorityVerdict.Granted(grant())
              : AuthorityVerdict.Denied.unverified("expired", "the grant has expired"));
    }

    private AuthorityGrant grant() {
      var everything = new AllowList(Set.of(AllowList.EVERYTHING));
      var evidence =
          new AuthorityEvidence(
              "fake",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Sha256.of());
      return new AuthorityGrant(
          evidence, everything, everything, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** Accepts every payload; admission never runs a lane. */
  private static final class UnusedLane implements Lane<LanePayload> {

    @Override
    public LaneCapabilities capabilities() {
      return new LaneCapabilities("process", List.of("run"), List.of("local_subprocess"));
    }

    @Override
    public LanePayload accept(String operation, JsonObject payload) {
      return new LanePayload() {};
    }

    @Override
    public Source<LaneSignal, LaneControl> run(LaneOrder<LanePayload> order, LaneStreams streams) {
      throw new IllegalStateException("admission ran a lane");
    }

    @Override
    public CompletionStage<Optional<JsonObject>> reclaim(
        String targetId, List<ReportedFact> facts) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public void close() {}
  }
}
