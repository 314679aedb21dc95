package io.executionplane.node.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.grant.UseLimit;
import io.executionplane.journal.output.LiveStreams;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.journal.wake.Wakeups;
import io.executionplane.node.admission.EffectiveLimits;
import io.executionplane.node.authority.GrantBook;
import io.executionplane.node.credential.CredentialDesk;
import io.executionplane.node.input.OpenInputs;
import io.executionplane.node.target.Targets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneHostTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final TargetDescriptor TARGET =
      new TargetDescriptor(
          "target",
          "scripted",
          "local_subprocess",
          "verifier",
          List.of("weak"),
          Sha256.of(),
          Instant.EPOCH,
          Instant.EPOCH.plusSeconds(60));

  @TempDir private Path spool;
  private final TestProbe<Cancelled> cancelled = KIT.createTestProbe();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void stopsWhatRunsUnderAGrantAndNothingElse() {
    var host = host();
    var under = launch(host, "under", "jti-1");
    launch(host, "other", "jti-2");

    host.tell(new LaneHost.StopUnderGrant("issuer", "jti-1", "user:operator"));

    assertThat(cancelled.receiveMessage()).isEqualTo(new Cancelled(under, "user:operator"));
    cancelled.expectNoMessage(Duration.ofMillis(50));
  }

  /** It was judged before, and starts after everything that ran was stopped. */
  @Test
  void stopsWhatBeginsUnderAGrantThatWasRevokedMeanwhile() {
    var host = host();
    revoked.add("jti-1");
    host.tell(new LaneHost.StopUnderGrant("issuer", "jti-1", "user:operator"));

    var late = launch(host, "late", "jti-1");

    assertThat(cancelled.receiveMessage()).isEqualTo(new Cancelled(late, "grant revoked"));
  }

  private ActorRef<LaneHost.Command> host() {
    var wakeups = new Wakeups();
    var services =
        new SessionServices(
            Map.of("scripted", new ScriptedLane()),
            Map.of(),
            new Owners(cancelled.ref()),
            new EverythingStored(),
            SaltSource.secure(),
            spool,
            new LiveStreams(wakeups, 1_000),
            new Audiences(),
            new OpenInputs(wakeups),
            new CredentialDesk(List.of(), LONG),
            new SessionSettings(LONG, LONG, LONG, LONG, LONG, 1_000, 1_000, LONG));
    return KIT.spawn(
        LaneHost.create(services, KIT.<Targets.Command>createTestProbe().ref(), new Book(revoked)));
  }

  private static ExecutionRef launch(
      ActorRef<LaneHost.Command> host, String requestId, String grantId) {
    var ref = ExecutionRef.derive("default", requestId);
    host.tell(
        new LaneHost.Launch(
            new LaunchOrder(
                ref,
                "scripted",
                TARGET,
                "run",
                JsonObject.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(authority(grantId)),
                new EffectiveLimits(LONG, 1_000, 1_000),
                0,
                0,
                Foreground.none())));
    return ref;
  }

  private static AuthorityEvidence authority(String grantId) {
    return new AuthorityEvidence(
        "verifier",
        Optional.of("issuer"),
        Optional.empty(),
        Optional.of(grantId),
        Optional.empty(),
        Sha256.of());
  }

  /** A wish to stop. */
  private record Cancelled(ExecutionRef ref, String by) {}

  /** Hands wishes to stop to the test; nothing is reported here. */
  private record Owners(ActorRef<Cancelled> wishes) implements SessionOwners {

    @Override
    public void report(ExecutionRef ref, SessionReport report) {}

    @Override
    public void cancel(ExecutionRef ref, String requestedBy) {
      wishes.tell(new Cancelled(ref, requestedBy));
    }
  }

  private record Book(Set<String> revoked) implements GrantBook {

    @Override
    public CompletionStage<Boolean> use(UseLimit limit, ExecutionRef ref) {
      return CompletableFuture.completedStage(true);
    }

    @Override
    public boolean isRevoked(String issuer, String grantId) {
      return revoked.contains(grantId);
    }
  }
}
