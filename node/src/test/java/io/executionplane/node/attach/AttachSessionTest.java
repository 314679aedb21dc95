package io.executionplane.node.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.AttachPayload;
import io.executionplane.contracts.evidence.AttachPayload.AttachClosed;
import io.executionplane.contracts.evidence.AttachPayload.AttachEnd;
import io.executionplane.contracts.evidence.AttachPayload.AttachRevoked;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.node.attach.AttachOutcome.Reason;
import io.executionplane.node.attach.AttachOwners.EndRecorded;
import io.executionplane.node.attach.AttachOwners.Granted;
import io.executionplane.node.attach.AttachOwners.NotNow;
import io.executionplane.node.attach.AttachOwners.Recorded;
import io.executionplane.node.authority.GrantBook;
import io.executionplane.node.control.ControlDoor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AttachSessionTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final ExecutionRef REF = ExecutionRef.derive("default", "attached");
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final TestProbe<Object> owner = KIT.createTestProbe();
  private final TestProbe<AttachReply> caller = KIT.createTestProbe();

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void handsOutNothingBeforeItIsRecorded() {
    open(LONG, LONG, Optional.empty());
    var asked = owner.expectMessageClass(Asked.class);
    caller.expectNoMessage();

    asked.replyTo().tell(new Granted(3));

    assertThat(attachment().number()).isEqualTo(3);
  }

  @Test
  void saysWhyTheExecutionDoesNotTakeIt() {
    open(LONG, LONG, Optional.empty());

    owner
        .expectMessageClass(Asked.class)
        .replyTo()
        .tell(new NotNow(AttachDenial.EXECUTION_TERMINAL));

    caller.expectMessage(AttachReply.Refused.of(AttachDenial.EXECUTION_TERMINAL));
  }

  @Test
  void endsAtOnceWhatIsRecordedTooLateForWhoeverWanted() {
    open(MOMENT, LONG, Optional.empty());
    var asked = owner.expectMessageClass(Asked.class);
    caller.expectMessage(AttachReply.Refused.of(AttachDenial.ATTACH_NOT_RECORDED));

    asked.replyTo().tell(new Granted(1));

    assertThat(ended()).isEqualTo(new AttachClosed(1, AttachEnd.DETACHED, 0, 0));
  }

  @Test
  void recordsItsEndAgainUntilThatIsDurableAndIsOverThen() throws Exception {
    open(LONG, MOMENT, Optional.empty());
    owner.expectMessageClass(Asked.class).replyTo().tell(new Granted(1));
    var attachment = attachment();

    attachment.detach();

    assertThat(ended()).isEqualTo(new AttachClosed(1, AttachEnd.DETACHED, 0, 0));
    assertThat(attachment.closed()).isNotDone();
    owner.expectMessageClass(Ended.class).replyTo().tell(new EndRecorded());
    assertThat(outcome(attachment).reason()).isEqualTo(Reason.DETACHED);
  }

  @Test
  void endsWhenItsTimeIsUp() throws Exception {
    open(LONG, LONG, Optional.of(NOW.plus(MOMENT)));
    owner.expectMessageClass(Asked.class).replyTo().tell(new Granted(1));
    var attachment = attachment();

    var end = owner.expectMessageClass(Ended.class);
    end.replyTo().tell(new EndRecorded());

    assertThat(end.payload()).isEqualTo(new AttachClosed(1, AttachEnd.EXPIRED, 0, 0));
    assertThat(outcome(attachment).reason()).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void endsWhenItsOwnGrantIsTakenBackAndNoOther() {
    var session = open(LONG, LONG, Optional.empty());
    owner.expectMessageClass(Asked.class).replyTo().tell(new Granted(1));
    attachment();

    session.tell(new AttachSession.Revoke("local", "another", "user:boss"));
    session.tell(new AttachSession.Revoke("another", "jti-1", "user:boss"));
    session.tell(new AttachSession.Revoke("local", "jti-1", "user:boss"));

    assertThat(ended()).isEqualTo(new AttachRevoked(1, "user:boss", 0, 0));
  }

  @Test
  void isOverSomeTimeAfterTheExecutionWhenNobodyReads() throws Exception {
    var session = open(LONG, LONG, Optional.empty());
    owner.expectMessageClass(Asked.class).replyTo().tell(new Granted(1));
    var attachment = attachment();

    session.tell(new AttachSession.ExecutionOver());

    assertThat(outcome(attachment).reason()).isEqualTo(Reason.EXECUTION_ENDED);
    owner.expectNoMessage();
  }

  // --- Steps

  private record Asked(ActorRef<Recorded> replyTo) {}

  private record Ended(AttachPayload payload, ActorRef<EndRecorded> replyTo) {}

  /** Hands everything to the test. */
  private final class Owner implements AttachOwners {

    @Override
    public void attach(
        ExecutionRef ref, AttachPermit permit, AttachedParty party, ActorRef<Recorded> replyTo) {
      owner.ref().tell(new Asked(replyTo));
    }

    @Override
    public void detach(ExecutionRef ref, AttachPayload end, ActorRef<EndRecorded> replyTo) {
      owner.ref().tell(new Ended(end, replyTo));
    }

    @Override
    public void cancel(ExecutionRef ref, String requestedBy) {}
  }

  private ActorRef<AttachSession.Command> open(
      Duration recordedWithin, Duration recordAgainAfter, Optional<Instant> expiresAt) {
    var permit =
        new AttachPermit(
            "user:ada",
            List.of(AttachDirection.READ),
            Optional.of(new AttachPermit.Grant("local", "jti-1", Sha256.of())),
            expiresAt,
            Optional.empty());
    var settings = new AttachSettings(1, recordedWithin, recordAgainAfter, MOMENT);
    return KIT.spawn(
        AttachSession.create(new AttachHost.Open(REF, permit, caller.ref()), services(settings)));
  }

  private AttachServices services(AttachSettings settings) {
    return new AttachServices(
        new Owner(),
        (ref, stream, from) -> Source.never(),
        (ref, stream, by) -> {
          throw new IllegalStateException("nobody hands in here");
        },
        new ControlDoor(
            (ref, wish) -> CompletableFuture.completedStage(ControlAnswer.UNSUPPORTED),
            ref -> CompletableFuture.failedStage(new IllegalStateException("nobody asks here"))),
        GrantBook.empty(),
        settings,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Attachment attachment() {
    return caller.expectMessageClass(AttachReply.Attached.class).attachment();
  }

  private AttachPayload ended() {
    return owner.expectMessageClass(Ended.class).payload();
  }

  private static AttachOutcome outcome(Attachment attachment) throws Exception {
    return attachment.closed().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
