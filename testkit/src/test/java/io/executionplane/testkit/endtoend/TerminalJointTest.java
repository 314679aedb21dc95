package io.executionplane.testkit.endtoend;

import static io.executionplane.testkit.endtoend.TestPlane.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.lanes.spi.EffectControl.Resize;
import io.executionplane.node.attach.AttachReply;
import io.executionplane.node.attach.AttachWish;
import io.executionplane.node.attach.DetachKeys;
import io.executionplane.node.attach.JoinedTerminal;
import io.executionplane.node.attach.TerminalJoint;
import io.executionplane.node.attach.TerminalJoint.Parted;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's terminal, joined to a session in another, left and joined again. */
class TerminalJointTest {

  private static final String LEAVE = "\u0010\u0011";

  @TempDir private static Path directory;

  private static TestPlane plane;
  private static Commands commands;

  @BeforeAll
  static void start() {
    plane =
        TestPlane.in(
            directory.resolve("data"),
            ConfigFactory.empty(),
            described ->
                described
                    .attachRole("watcher", AttachDirection.READ)
                    .attachRole(
                        "operator",
                        AttachDirection.READ,
                        AttachDirection.WRITE,
                        AttachDirection.CONTROL));
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

  @Test
  void typesShowsAndResizes() {
    var ref = begun("trap 'stty size' WINCH; echo ready; while read -r l; do echo \"[$l]\"; done");
    var window = Window.on(ref, operator());
    window.waitFor("ready");

    window.type("hello\r");
    window.waitFor("[hello]");
    window.resize(100, 40);
    window.waitFor("40 100");

    window.type("\u0004");
    assertThat(await(window.parted())).isEqualTo(Parted.ENDED);
    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void leavesByItsKeysAndFindsEverythingWhenItComesBack() {
    var ref = begun("echo ready; while read -r l; do echo \"[$l]\"; done");
    var first = Window.on(ref, operator());
    first.waitFor("ready");
    first.type("one\r");
    first.waitFor("[one]");

    first.type(LEAVE);

    assertThat(await(first.parted())).isEqualTo(Parted.DETACHED);
    plane.client().input(ref, StreamName.STDIN, "another").append(ByteString.fromString("two\n"));
    var second = Window.on(ref, operator());
    second.waitFor("[one]");
    second.waitFor("[two]");
    second.type(LEAVE);
    assertThat(await(second.parted())).isEqualTo(Parted.DETACHED);
    assertThat(plane.text(ref, StreamName.STDIN)).isEqualTo("one\rtwo\n");
  }

  @Test
  void passesOnWhatOnlyBeganLikeTheKeys() {
    var ref = begun("stty raw -echo; echo ready; exec od -An -c -N 3");
    var window = Window.on(ref, operator());
    window.waitFor("ready");

    window.type("\u0010");
    window.type("x\u0010");
    window.hangUp();

    assertThat(await(window.parted())).isEqualTo(Parted.HUNG_UP);
    plane.result(ref);
    assertThat(plane.text(ref, StreamName.PTY)).contains("020   x 020");
  }

  @Test
  void passesOnNoKeyOfOneWhoOnlyWatchesAndLetsHimLeave() {
    var ref = begun("echo ready; while read -r l; do echo \"[$l]\"; done");
    var watcher = Window.on(ref, AttachWish.inRole("user:bob", "watcher", AttachDirection.READ));
    watcher.waitFor("ready");

    watcher.resize(100, 40);
    watcher.type("hello\r");
    watcher.type(LEAVE);

    assertThat(await(watcher.parted())).isEqualTo(Parted.DETACHED);
    assertThat(plane.text(ref, StreamName.STDIN)).isEmpty();
    assertThat(plane.eventTypes(ref)).contains("attach.granted").doesNotContain("input.accepted");
  }

  @Test
  void seesItsKeysAlsoWhereTheCommandTakesNothing() {
    var ref = begun("stty raw -echo; echo ready; exec sleep 600");
    var window = Window.on(ref, operator());
    window.waitFor("ready");
    for (var i = 0; i < 100; i++) {
      window.type("x".repeat(60_000));
    }

    window.type(LEAVE);

    assertThat(await(window.parted())).isEqualTo(Parted.DETACHED);
  }

  // --- The words of the tests above

  private static AttachWish operator() {
    return AttachWish.inRole(
        "user:ada",
        "operator",
        AttachDirection.READ,
        AttachDirection.WRITE,
        AttachDirection.CONTROL);
  }

  private static ExecutionRef begun(String script) {
    var run = commands.shell(script);
    var inTerminal =
        new ProcessRun(
            run.command(),
            run.argv(),
            run.cwd(),
            run.env(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            run.graceMs(),
            Map.of(),
            Optional.empty(),
            Optional.of(new ProcessPty(80, 24, Optional.empty())),
            Optional.empty(),
            Optional.empty());
    var payload = ProcessRun.CONTRACT.encodeObject(inTerminal);
    var wish =
        AdmissionRequest.of(ProcessRun.LANE_ID, ProcessSession.OPERATION, payload)
            .accepting("local-process-weak");
    return plane.admitted(plane.granted(plane.client().identified(wish)));
  }

  /** What a person sees and does. */
  private record Window(
      BoundedSourceQueue<ByteString> keys,
      BoundedSourceQueue<Resize> sizes,
      AtomicReference<String> shown,
      CompletionStage<Parted> parted) {

    static Window on(ExecutionRef ref, AttachWish wish) {
      var system = plane.plane().system();
      var keys = Source.<ByteString>queue(1_000).preMaterialize(system);
      var sizes = Source.<Resize>queue(10).preMaterialize(system);
      var shown = new AtomicReference<>("");
      var terminal =
          new JoinedTerminal(
              keys.second(),
              Sink.foreach(bytes -> shown.updateAndGet(all -> all + bytes.utf8String())),
              sizes.second(),
              DetachKeys.parse(DetachKeys.USUAL));
      var attached = (AttachReply.Attached) await(attachedOnceItRuns(ref, wish));
      var parted = TerminalJoint.join(attached.attachment(), 0, terminal, system);
      return new Window(keys.first(), sizes.first(), shown, parted);
    }

    private static CompletionStage<AttachReply> attachedOnceItRuns(
        ExecutionRef ref, AttachWish wish) {
      Eventually.holds("started", () -> plane.eventTypes(ref).contains("execution.started"));
      return plane.client().attach(ref, wish);
    }

    void type(String text) {
      keys.offer(ByteString.fromString(text));
    }

    void resize(int columns, int rows) {
      sizes.offer(new Resize(columns, rows));
    }

    void hangUp() {
      keys.complete();
    }

    void waitFor(String text) {
      Eventually.holds("shown: " + text, () -> shown.get().contains(text));
    }
  }
}
