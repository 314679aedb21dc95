package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AttachPayload.AttachClosed;
import io.executionplane.contracts.evidence.AttachPayload.AttachEnd;
import io.executionplane.contracts.evidence.AttachPayload.AttachGranted;
import io.executionplane.contracts.evidence.AttachPayload.AttachRevoked;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.evidence.FlowPayload.InputAccepted;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.lanes.spi.EffectControl.Interrupt;
import io.executionplane.lanes.spi.EffectControl.Resize;
import io.executionplane.node.attach.AttachDenial;
import io.executionplane.node.attach.AttachOutcome.Reason;
import io.executionplane.node.attach.AttachRefusal;
import io.executionplane.node.attach.AttachReply;
import io.executionplane.node.attach.AttachWish;
import io.executionplane.node.attach.Attachment;
import io.executionplane.node.attach.AttachmentOver;
import io.executionplane.node.authority.AttachClaims;
import io.executionplane.node.authority.GrantIssuer;
import io.executionplane.node.authority.IssuerKey;
import io.executionplane.node.control.ControlRefusal;
import io.executionplane.node.control.ControlReply;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attaching: on a grant and no farther, recorded before it begins, cut when it ends. */
class AttachTest {

  private static final String ADA = "user:ada";

  @TempDir private static Path directory;

  private static TestPlane plane;
  private static Commands commands;

  @BeforeAll
  static void start() {
    var few = ConfigFactory.parseString("execution-plane.node.attach.per-execution-max = 2");
    plane =
        TestPlane.in(
            directory.resolve("data"),
            few,
            described -> described.attachRole("watcher", AttachDirection.READ));
    commands = Commands.in(directory);
  }

  @AfterEach
  void endWhatTheTestLeft() {
    commands.mark().kill();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  // --- What passes

  @Test
  void givesInputToTheProcessAndItsOutputBackAndRecordsBoth() {
    var ref = begun(open(commands.run("cat", List.of())));
    var grant = grant(ref, AttachDirection.READ, AttachDirection.WRITE);
    var attached =
        attached(ref, AttachWish.granted(ADA, grant, AttachDirection.READ, AttachDirection.WRITE));
    var output = reading(attached);
    var input = input(attached);

    assertThat(await(input.append(0, ByteString.fromString("hello "))))
        .isEqualTo(new InputReply.Accepted(0, 6));
    assertThat(output.next(6)).isEqualTo("hello ");
    await(input.append(6, ByteString.fromString("world")));
    await(input.end());
    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);

    assertThat(output.next(5)).isEqualTo("world");
    assertThat(output.frame()).isInstanceOf(OutputFrame.End.class);
    assertThat(only(ref, AttachGranted.class))
        .isEqualTo(
            new AttachGranted(
                1,
                ADA,
                List.of(AttachDirection.READ, AttachDirection.WRITE),
                Optional.of(idOf(grant)),
                Optional.of(Sha256.of(grant.ref().getBytes(StandardCharsets.US_ASCII))),
                Optional.of(expiryOf(grant)),
                Optional.empty()));
    assertThat(payloads(ref, InputAccepted.class))
        .allSatisfy(accepted -> assertThat(accepted.by()).isEqualTo(ADA));
    assertThat(only(ref, AttachClosed.class).cause()).isEqualTo(AttachEnd.EXECUTION_ENDED);
    assertThat(plane.eventTypes(ref))
        .containsSubsequence(
            "attach.granted", "input.accepted", "attach.closed", "execution.completed");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void givesNothingThatWasNotAskedForWhateverTheGrantPermits() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var grant = grant(ref, AttachDirection.values());

    var attached = attached(ref, AttachWish.granted(ADA, grant, AttachDirection.READ));

    assertThat(attached.output()).isPresent();
    assertThat(attached.input()).isEmpty();
    assertThat(attached.control()).isEmpty();
  }

  @Test
  void stopsTheExecutionInTheNameOfThePrincipal() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var attached =
        attached(
            ref,
            AttachWish.granted(ADA, grant(ref, AttachDirection.CONTROL), AttachDirection.CONTROL));

    assertThat(attached.control().orElseThrow().cancel()).isTrue();

    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(only(ref, CancelRequested.class).requestedBy()).isEqualTo(ADA);
    assertThat(only(ref, AttachClosed.class).cause()).isEqualTo(AttachEnd.EXECUTION_ENDED);
  }

  @Test
  void steersTheEffectUntilTheAttachmentIsOver() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var attached =
        attached(
            ref,
            AttachWish.granted(ADA, grant(ref, AttachDirection.CONTROL), AttachDirection.CONTROL));
    var control = attached.control().orElseThrow();

    assertThat(await(control.control(new Resize(80, 24))))
        .isEqualTo(new ControlReply.Refused(ControlRefusal.CONTROL_UNSUPPORTED));
    attached.detach();
    await(attached.closed());

    assertThat(await(control.control(new Interrupt())))
        .isEqualTo(new ControlReply.Refused(ControlRefusal.ATTACHMENT_OVER));
  }

  // --- What is refused

  @Test
  void refusesAGrantForAnotherExecution() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var other = ExecutionRef.derive("default", "another");

    assertRefused(
        ref, wish(grant(other, AttachDirection.READ)), AttachDenial.EXECUTION_REF_MISMATCH);
  }

  @Test
  void refusesAGrantForAnotherPrincipal() {
    var ref = begun(commands.run("sleep", List.of("600")));

    assertRefused(
        ref,
        AttachWish.granted("user:eve", grant(ref, AttachDirection.READ), AttachDirection.READ),
        AttachDenial.PRINCIPAL_REF_MISMATCH);
  }

  @Test
  void refusesADirectionThatTheGrantDoesNotPermit() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var grant = grant(ref, AttachDirection.READ);

    assertRefused(
        ref,
        AttachWish.granted(ADA, grant, AttachDirection.READ, AttachDirection.WRITE),
        AttachDenial.ATTACH_DIRECTION_NOT_PERMITTED);
  }

  @Test
  void refusesAGrantThatHasExpiredOrDoesNotHoldYet() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var now = Instant.now();

    assertRefused(
        ref,
        wish(issue(claims(ref, now.minusSeconds(120), now.minusSeconds(60), AttachDirection.READ))),
        AttachDenial.ATTACH_GRANT_EXPIRED);
    assertRefused(
        ref,
        wish(issue(claims(ref, now.plusSeconds(60), now.plusSeconds(120), AttachDirection.READ))),
        AttachDenial.ATTACH_GRANT_NOT_YET_VALID);
  }

  @Test
  void refusesAGrantByAnIssuerThatIsNotTrusted() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var claims = claims(ref, Instant.now(), Instant.now().plusSeconds(60), AttachDirection.READ);
    var stranger = new GrantIssuer(IssuerKey.LOCAL_ISSUER, IssuerKey.generate()).issue(claims);

    assertRefused(ref, wish(stranger), AttachDenial.ATTACH_GRANT_UNREADABLE);
  }

  @Test
  void takesNoGrantToRunForAGrantToAttachNorTheReverse() {
    var request = plane.request(commands.run("sleep", List.of("600")));
    var ref = plane.admitted(request);
    var toAttach = grant(ref, AttachDirection.READ);

    assertRefused(
        ref, wish(request.authorityRef().orElseThrow()), AttachDenial.ATTACH_GRANT_UNREADABLE);
    var reply = plane.submit(plane.wish(commands.shell("exit 0")).withAuthority(toAttach));
    assertThat(((SubmitReply.Receipt) reply).rejection()).isPresent();
  }

  @Test
  void refusesAnExecutionThatIsOverOrUnknown() {
    var over = plane.run(commands.shell("exit 0")).executionRef();
    var unknown = ExecutionRef.derive("default", "never submitted");

    assertRefused(over, wish(grant(over, AttachDirection.READ)), AttachDenial.EXECUTION_TERMINAL);
    assertThat(refusal(unknown, wish(grant(unknown, AttachDirection.READ))))
        .isEqualTo(new AttachRefusal.Denied(AttachDenial.EXECUTION_UNKNOWN));
  }

  @Test
  void refusesMoreThanMayBeAttachedAtOnceUntilOneLeaves() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var wish = wish(grant(ref, AttachDirection.READ));
    var first = attached(ref, wish);
    attached(ref, wish);
    assertThat(refusal(ref, wish))
        .isEqualTo(new AttachRefusal.Denied(AttachDenial.ATTACHMENTS_EXHAUSTED));

    first.detach();
    await(first.closed());

    assertThat(attached(ref, wish).number()).isEqualTo(3);
  }

  // --- Roles

  @Test
  void permitsARoleWhatTheHostDeclaredAndNothingElse() {
    var ref = begun(commands.run("sleep", List.of("600")));

    attached(ref, AttachWish.inRole("user:ops", "watcher", AttachDirection.READ));

    assertThat(refusal(ref, AttachWish.inRole("user:ops", "watcher", AttachDirection.WRITE)))
        .isEqualTo(new AttachRefusal.Denied(AttachDenial.ATTACH_DIRECTION_NOT_PERMITTED));
    assertThat(refusal(ref, AttachWish.inRole("user:ops", "operator", AttachDirection.READ)))
        .isEqualTo(new AttachRefusal.Denied(AttachDenial.ATTACH_ROLE_NOT_DECLARED));
    assertThat(only(ref, AttachGranted.class).grantId()).isEmpty();
  }

  // --- How it ends

  @Test
  void closesWhatIsOpenWhenItsTimeIsUpAndRecordsIt() {
    var ref = begun(open(commands.run("cat", List.of())));
    var soon = Instant.now().plusSeconds(5);
    var grant =
        issue(claims(ref, Instant.now(), soon, AttachDirection.READ, AttachDirection.WRITE));
    var attached =
        attached(ref, AttachWish.granted(ADA, grant, AttachDirection.READ, AttachDirection.WRITE));
    var output = reading(attached);
    var input = input(attached);
    await(input.append(ByteString.fromString("in time")));
    assertThat(output.next(7)).isEqualTo("in time");

    var outcome = await(attached.closed());

    assertThat(outcome.reason()).isEqualTo(Reason.EXPIRED);
    assertThat(output.end()).isEqualTo(Reason.EXPIRED);
    assertThat(await(input.append(ByteString.fromString("late"))))
        .isInstanceOfSatisfying(
            InputReply.Refused.class,
            refused -> assertThat(refused.refusal()).isEqualTo(InputRefusal.ATTACHMENT_OVER));
    assertThat(only(ref, AttachClosed.class))
        .isEqualTo(new AttachClosed(1, AttachEnd.EXPIRED, 7, 7));
    assertThat(plane.text(ref, StreamName.STDIN)).isEqualTo("in time");
  }

  @Test
  void closesWhatIsOpenWhenItsGrantIsTakenBackAndRecordsIt() {
    var ref = begun(commands.shell("echo begun; exec sleep 600"));
    var grant = grant(ref, AttachDirection.READ);
    var attached = attached(ref, wish(grant));
    var output = reading(attached);
    assertThat(output.next(6)).isEqualTo("begun\n");

    var durable = plane.plane().revokeGrant("local", idOf(grant), "user:boss", "it leaked");

    assertThat(await(attached.closed()).reason()).isEqualTo(Reason.REVOKED);
    assertThat(output.end()).isEqualTo(Reason.REVOKED);
    assertThat(await(durable)).isNotNull();
    assertThat(refusal(ref, wish(grant)))
        .isEqualTo(new AttachRefusal.Denied(AttachDenial.ATTACH_GRANT_REVOKED));
    assertThat(only(ref, AttachRevoked.class)).isEqualTo(new AttachRevoked(1, "user:boss", 6, 0));
  }

  @Test
  void recordsThatThePartyLeft() {
    var ref = begun(commands.run("sleep", List.of("600")));
    var attached = attached(ref, wish(grant(ref, AttachDirection.READ)));
    var output = reading(attached);

    attached.detach();
    attached.detach();

    assertThat(await(attached.closed()).reason()).isEqualTo(Reason.DETACHED);
    assertThat(output.end()).isEqualTo(Reason.DETACHED);
    assertThat(only(ref, AttachClosed.class))
        .isEqualTo(new AttachClosed(1, AttachEnd.DETACHED, 0, 0));
  }

  // --- The words of the tests above

  private static ProcessRun open(ProcessRun run) {
    return Commands.withOpenInput(run);
  }

  private static ExecutionRef begun(ProcessRun run) {
    var ref = plane.admitted(plane.request(run));
    Eventually.holds("begun", () -> plane.eventTypes(ref).contains("lane.fact"));
    return ref;
  }

  private static AuthorityRef grant(ExecutionRef ref, AttachDirection... directions) {
    return issue(claims(ref, Instant.now(), Instant.now().plusSeconds(600), directions));
  }

  private static AttachClaims claims(
      ExecutionRef ref, Instant from, Instant to, AttachDirection... directions) {
    return new AttachClaims(
        IssuerKey.LOCAL_ISSUER,
        ADA,
        plane.plane().audience(),
        from.getEpochSecond(),
        from.getEpochSecond(),
        to.getEpochSecond(),
        UUID.randomUUID().toString(),
        ref,
        List.of(directions),
        Optional.empty());
  }

  private static AuthorityRef issue(AttachClaims claims) {
    return plane.plane().localIssuer().issue(claims);
  }

  private static AttachClaims read(AuthorityRef grant) {
    var payload = grant.ref().split("\\.", -1)[1];
    return AttachClaims.CONTRACT.decode(Base64.getUrlDecoder().decode(payload));
  }

  private static String idOf(AuthorityRef grant) {
    return read(grant).jti();
  }

  private static Instant expiryOf(AuthorityRef grant) {
    return read(grant).expiresAt();
  }

  /** To read, as Ada. */
  private static AttachWish wish(AuthorityRef grant) {
    return AttachWish.granted(ADA, grant, AttachDirection.READ);
  }

  private static Attachment attached(ExecutionRef ref, AttachWish wish) {
    var reply = await(plane.client().attach(ref, wish));
    assertThat(reply).isInstanceOf(AttachReply.Attached.class);
    return ((AttachReply.Attached) reply).attachment();
  }

  private static AttachRefusal refusal(ExecutionRef ref, AttachWish wish) {
    return ((AttachReply.Refused) await(plane.client().attach(ref, wish))).refusal();
  }

  private static void assertRefused(ExecutionRef ref, AttachWish wish, AttachDenial denial) {
    assertThat(refusal(ref, wish)).isEqualTo(new AttachRefusal.Denied(denial));
    assertThat(plane.eventTypes(ref)).doesNotContain("attach.granted");
  }

  private static ExecutionInput input(Attachment attached) {
    return attached.input().orElseThrow().of(StreamName.STDIN);
  }

  private static Reading reading(Attachment attached) {
    return new Reading(
        attached
            .output()
            .orElseThrow()
            .follow(StreamName.STDOUT, 0)
            .runWith(Sink.queue(), plane.plane().system()));
  }

  /** Standard output, as it comes to one who is attached. */
  private record Reading(SinkQueueWithCancel<OutputFrame> frames) {

    OutputFrame frame() {
      return await(frames.pull()).orElseThrow();
    }

    String next(int size) {
      var text = ByteString.emptyByteString();
      while (text.size() < size) {
        text = text.concat(((OutputFrame.Bytes) frame()).bytes());
      }
      return text.utf8String();
    }

    /** Why it was cut. */
    Reason end() {
      return await(frames.pull().handle((frame, failure) -> ((AttachmentOver) failure).reason()));
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    return TestPlane.await(stage, Duration.ofSeconds(30));
  }

  private static <P extends EvidencePayload> List<P> payloads(ExecutionRef ref, Class<P> type) {
    return plane.events(ref).stream()
        .map(event -> event.payload())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static <P extends EvidencePayload> P only(ExecutionRef ref, Class<P> type) {
    assertThat(payloads(ref, type)).hasSize(1);
    return payloads(ref, type).get(0);
  }
}
