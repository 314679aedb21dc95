package io.executionplane.lanes.process.posix;

import static io.executionplane.lanes.process.posix.Children.request;
import static io.executionplane.lanes.process.posix.Children.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.lanes.process.posix.SpawnFailed.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldLaunchTest {

  private final Children children = new Children();

  @TempDir Path directory;

  @AfterEach
  void close() {
    children.close();
  }

  @Test
  void letsAChildInBeforeItsProgramRuns() throws SpawnFailed, IOException {
    var mark = directory.resolve("mark");
    var seen = new ArrayList<Long>();
    var early = new CompletableFuture<Boolean>();

    var child =
        children.spawner.spawn(
            shell("echo here > " + mark),
            pid -> {
              seen.add(pid);
              early.complete(Files.exists(mark));
            });

    assertThat(children.toTheEnd(child).ending().status()).isEqualTo(new WaitStatus.Exited(0));
    assertThat(seen).containsExactly(child.pid());
    assertThat(early.join()).isFalse();
    assertThat(mark).exists();
  }

  @Test
  void runsNothingThatIsTurnedAway() {
    var mark = directory.resolve("mark");

    var failed =
        catchThrowableOfType(
            SpawnFailed.class,
            () ->
                children.spawner.spawn(
                    shell("echo here > " + mark),
                    pid -> {
                      throw new IOException("no room");
                    }));

    assertThat(failed.kind()).isEqualTo(Kind.NOT_ADMITTED);
    assertThat(failed).hasMessage("no room");
    assertThat(mark).doesNotExist();
    assertThat(Leaks.zombies()).isEmpty();
  }

  @Test
  void saysWhatTheKernelSaidOfAProgramThatCannotRun() throws IOException {
    var text = Files.writeString(directory.resolve("text"), "no program");
    assertThat(text.toFile().setExecutable(true)).isTrue();

    var failed =
        catchThrowableOfType(
            SpawnFailed.class, () -> children.spawner.spawn(request(text.toString()), pid -> {}));

    assertThat(failed.errno()).isEqualTo(Errno.ENOEXEC);
  }

  @Test
  void givesAChildNoDescriptorOfTheGate() throws SpawnFailed {
    var plain = children.run(shell("ls /proc/self/fd"));
    var held = children.toTheEnd(children.spawner.spawn(shell("ls /proc/self/fd"), pid -> {}));

    assertThat(held.stdout()).isEqualTo(plain.stdout());
  }

  @Test
  void tellsManyThatWaitAtOnceApart() {
    var started = new ArrayList<CompletableFuture<Boolean>>();
    for (var i = 0; i < 100; i++) {
      started.add(CompletableFuture.supplyAsync(this::admittedAsItself));
    }

    assertThat(started).extracting(CompletableFuture::join).containsOnly(true);
  }

  private boolean admittedAsItself() {
    var admitted = new ArrayList<Long>();
    try {
      var child = children.spawner.spawn(shell("exit 0"), admitted::add);
      children.end(child);
      return admitted.equals(List.of(child.pid()));
    } catch (SpawnFailed failed) {
      throw new AssertionError(failed);
    }
  }
}
