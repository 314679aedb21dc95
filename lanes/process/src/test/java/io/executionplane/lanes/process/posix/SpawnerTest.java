package io.executionplane.lanes.process.posix;

import static io.executionplane.lanes.process.posix.Children.in;
import static io.executionplane.lanes.process.posix.Children.request;
import static io.executionplane.lanes.process.posix.Children.shell;
import static io.executionplane.lanes.process.posix.Children.withEnvironment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.executionplane.lanes.process.posix.SpawnFailed.Kind;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import io.executionplane.lanes.process.posix.WaitStatus.Signalled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerTest {

  private static final Children CHILDREN = new Children();

  @TempDir Path directory;

  @AfterAll
  static void close() {
    CHILDREN.close();
  }

  @Test
  void givesAChildExactlyTheDeclaredEnvironment() {
    var declared = withEnvironment(request("/usr/bin/env", "-0"), "B=2", "A= spaced\nß ", "E=");

    var child = CHILDREN.run(declared);

    assertThat(child.stdout()).isEqualTo("B=2\0A= spaced\nß \0E=\0");
  }

  @Test
  void canGiveAChildNoEnvironmentAtAll() {
    assertThat(CHILDREN.run(request("/usr/bin/env", "-0")).stdout()).isEmpty();
  }

  @Test
  void passesArgumentsByteForByte() {
    var arguments =
        new String[] {"%s|", "", " ", "two words", "line\nbreak", "ärger 漢字 🙂", "*", "$HOME"};

    var child = CHILDREN.run(request("/usr/bin/printf", arguments));

    assertThat(child.stdout()).isEqualTo("| |two words|line\nbreak|ärger 漢字 🙂|*|$HOME|");
  }

  @Test
  void passesTheDeclaredNameAsArgumentZero() {
    var renamed =
        new SpawnRequest(
            "/bin/sh",
            List.of("another-name", "-c", "echo $0"),
            List.of(),
            "/",
            Stdin.EMPTY,
            Stderr.SEPARATE);

    assertThat(CHILDREN.run(renamed).stdout()).isEqualTo("another-name\n");
  }

  @Test
  void makesAChildLeaderOfItsOwnSessionAndGroup() throws IOException {
    var child = CHILDREN.spawn(request("/bin/sleep", "60"));

    var stat = ProcStat.read(child.pid()).orElseThrow();

    assertThat(stat.session()).isEqualTo(child.pid());
    assertThat(stat.group()).isEqualTo(child.pid());
    CHILDREN.end(child);
  }

  @Test
  void startsAChildWithDefaultSignalActionsAndNoneBlocked() {
    var status = CHILDREN.run(request("/bin/cat", "/proc/self/status")).stdout();

    assertThat(status)
        .contains("SigIgn:\t0000000000000000", "SigBlk:\t0000000000000000")
        .contains("SigCgt:\t0000000000000000");
  }

  @Test
  void leavesNoDescriptorOfTheJvmToAChild() throws IOException {
    var opened = new ArrayList<AutoCloseable>();
    try {
      for (int i = 0; i < 50; i++) {
        opened.add(Files.newInputStream(Path.of("/dev/zero")));
        opened.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        opened.add(openAcrossExec()::close);
      }

      var listing = CHILDREN.run(request("/bin/ls", "/proc/self/fd")).stdout();

      assertThat(listing.lines()).containsExactly("0", "1", "2", "3"); // 3: ls reads the directory.
    } finally {
      closeAll(opened);
    }
  }

  /** As foreign native code in the JVM may have opened it: without close-on-exec. */
  private static Pipe openAcrossExec() throws IOException {
    var pipe = Pipe.open();
    Libc.fcntl(pipe.readEnd().fd(), 2, 0); // F_SETFD
    return pipe;
  }

  @Test
  void readsEndOfFileAtOnceWhenThereIsNoInput() {
    var child = CHILDREN.run(shell("wc -c; readlink /proc/self/fd/0"));

    assertThat(child.stdout()).isEqualTo("0\n/dev/null\n");
  }

  @Test
  void keepsErrorOutputApart() {
    var child = CHILDREN.run(shell("echo out; echo err >&2"));

    assertThat(child.stdout()).isEqualTo("out\n");
    assertThat(child.stderr()).isEqualTo("err\n");
  }

  @Test
  void mergesErrorOutputInTheOrderOfWritingWhenAsked() {
    var merged =
        new SpawnRequest(
            "/bin/sh",
            List.of("sh", "-c", "echo 1; echo 2 >&2; echo 3; echo 4 >&2"),
            List.of(),
            "/",
            Stdin.EMPTY,
            Stderr.TO_STDOUT);

    assertThat(CHILDREN.run(merged).stdout()).isEqualTo("1\n2\n3\n4\n");
  }

  @Test
  void runsAChildInTheGivenDirectory() throws IOException {
    var inside = Files.createDirectory(directory.resolve("an empty place"));

    var child = CHILDREN.run(in(inside.toString(), request("/bin/pwd")));

    assertThat(child.stdout()).isEqualTo(inside.toRealPath() + "\n");
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    var failure = failure(in(directory + "/absent", request("/bin/true")));

    assertThat(failure.kind()).isEqualTo(Kind.BAD_CWD);
    assertThat(failure).hasMessageContaining(directory + "/absent");
  }

  @Test
  void refusesADirectoryThatIsAFile() throws IOException {
    var file = Files.createFile(directory.resolve("file"));

    assertThat(failure(in(file.toString(), request("/bin/true"))).kind()).isEqualTo(Kind.BAD_CWD);
  }

  @Test
  void saysThatAProgramDoesNotExist() {
    assertThat(failure(request("/nowhere/program")).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(failure(request("/etc/passwd/program")).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void saysThatTheInterpreterOfAScriptDoesNotExist() throws IOException {
    var script = executable("#!/nowhere/interpreter\n");

    var failure = failure(request(script));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(failure).hasMessageContaining("interpreter");
  }

  @Test
  void saysThatAFileMayNotBeExecuted() throws IOException {
    var plain = Files.writeString(directory.resolve("plain"), "echo");

    assertThat(failure(request(plain.toString())).kind()).isEqualTo(Kind.NOT_EXECUTABLE);
    assertThat(failure(request("/etc")).kind()).isEqualTo(Kind.NOT_EXECUTABLE);
    assertThat(failure(request(executable("no format known"))).kind())
        .isEqualTo(Kind.NOT_EXECUTABLE);
  }

  @Test
  void saysThatTheArgumentsAreTooLarge() {
    var oneLargeArgument = "x".repeat(1 << 20);

    assertThat(failure(request("/bin/true", oneLargeArgument)).kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void namesNoArgumentAndNoValueOfTheEnvironmentInAFailure() {
    var failure = failure(withEnvironment(request("/nowhere", "argument"), "NAME=secret"));

    assertThat(failure.getMessage()).doesNotContain("argument", "secret", "NAME");
  }

  @Test
  void leavesNoDescriptorOpenWhenAChildCannotBeStarted() {
    var before = Leaks.openDescriptors();

    for (int i = 0; i < 100; i++) {
      failure(request("/nowhere"));
    }

    assertThat(Leaks.openDescriptors()).isEqualTo(before);
  }

  @Test
  void startsAScriptThatWasWrittenAMomentAgoWhileOthersAreBeingStarted() throws Exception {
    var enough = new AtomicBoolean();
    var others = CompletableFuture.runAsync(() -> spawnUntil(enough));

    var outputs = new ArrayList<String>();
    try {
      for (int i = 0; i < 150; i++) {
        outputs.add(CHILDREN.run(request(executable("#!/bin/sh\necho x"))).stdout());
      }
    } finally {
      enough.set(true);
      Children.await(others);
    }

    assertThat(outputs).containsOnly("x\n");
  }

  private static void spawnUntil(AtomicBoolean enough) {
    while (!enough.get()) {
      CHILDREN.run(request("/bin/true"));
    }
  }

  @Test
  void refusesTextThatWouldEndAtANulByte() {
    assertThatIllegalArgumentException().isThrownBy(() -> request("/bin/echo", "a\0b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withEnvironment(request("/bin/true"), "A=\0"));
  }

  @Test
  void signalsAChildUntilItIsReapedAndNeverAfter() {
    var child = CHILDREN.spawn(request("/bin/sleep", "60"));

    assertThat(child.signalGroup(15)).isTrue();
    Children.await(child.ended());
    assertThat(child.signalGroup(0)).as("the ended leader still holds its pid").isTrue();
    assertThat(child.reap().status()).isEqualTo(new Signalled(15, false));
    assertThat(child.signalGroup(0)).isFalse();
    child.discardPipes();
  }

  private String executable(String content) throws IOException {
    var file = Files.createTempFile(directory, "program", "");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  private static SpawnFailed failure(SpawnRequest request) {
    try {
      CHILDREN.end(CHILDREN.spawner.spawn(request));
      throw new AssertionError("was started");
    } catch (SpawnFailed failed) {
      return failed;
    }
  }

  private static void closeAll(List<AutoCloseable> opened) {
    for (var each : opened) {
      try {
        each.close();
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }
  }
}
