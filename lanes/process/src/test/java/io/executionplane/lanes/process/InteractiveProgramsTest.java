package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.in;
import static io.executionplane.lanes.process.LaneBench.reading;
import static io.executionplane.lanes.process.Orders.inTerminal;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl.Interrupt;
import io.executionplane.lanes.spi.EffectControl.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that people use in a terminal, used by a test. */
class InteractiveProgramsTest {

  private static final LaneBench BENCH = new LaneBench();

  @TempDir private Path directory;

  @AfterAll
  static void close() {
    BENCH.close();
  }

  @Test
  void talksToPython() {
    var python = start("python3", "-q");
    python.waitFor(">>> ");

    python.type("print(6 * 7)\r");
    python.waitFor("42");
    python.resize(100, 40);
    python.type("import os; print(tuple(os.get_terminal_size()))\r");
    python.waitFor("(100, 40)");
    python.type("while True: pass\r\r");
    python.waitFor("...");
    python.interrupt();
    python.waitFor("KeyboardInterrupt");
    python.type("exit()\r");

    assertThat(python.running.outcome().succeeded()).isTrue();
  }

  @Test
  void writesAFileWithVi() throws IOException {
    var file = directory.resolve("notes.txt");
    var vi = start("vi", "-u", "NONE", file.toString());
    vi.waitFor("notes.txt");
    vi.type(":set columns?\r");
    vi.waitFor("columns=80");

    vi.resize(100, 40);
    vi.waitForEmptyLines(38);
    vi.type(":set columns?\r");
    vi.waitFor("columns=100");
    vi.type("ione\rtwo\u001b:wq\r");

    assertThat(vi.running.outcome().succeeded()).isTrue();
    assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
  }

  @Test
  void watchesTopAndQuits() {
    var top = start("top");
    top.waitFor("PID");

    top.resize(120, 50);
    top.waitFor("PID");
    top.type("q");

    assertThat(top.running.outcome().succeeded()).isTrue();
  }

  private Talk start(String program, String... argv) {
    Assumptions.assumeTrue(isThere(program), "skipped, because there is no " + program);
    return new Talk(in(directory.toString(), ProcessRun.of(program, argv)));
  }

  private static boolean isThere(String program) {
    return Stream.of("/usr/bin/", "/bin/").anyMatch(at -> Files.exists(Path.of(at + program)));
  }

  /** One who looks at what a program shows, and types. */
  private static final class Talk {

    private final StringBuilder unseen = new StringBuilder();
    private final RecordedStreams streams = new RecordedStreams();
    private final BoundedSourceQueue<ByteString> keys;
    private final LaneBench.Running running;
    private CompletableFuture<Void> more = new CompletableFuture<>();

    Talk(ProcessRun run) {
      var typed = Source.<ByteString>queue(16).preMaterialize(BENCH.system);
      keys = typed.first();
      streams.input(typed.second()).through(StreamName.PTY, shown());
      running = BENCH.start(inTerminal(reading(run, Optional.empty())), streams);
      running.launched();
    }

    private Flow<ByteString, ByteString, NotUsed> shown() {
      return Flow.<ByteString>create()
          .map(
              bytes -> {
                show(bytes.utf8String());
                return bytes;
              });
    }

    private synchronized void show(String text) {
      unseen.append(text);
      more.complete(null);
    }

    /** Everything up to and with a text has been seen after this. */
    void waitFor(String text) {
      for (var next = look(text); next.isPresent(); next = look(text)) {
        assertThat(next.get())
            .as("'%s', with this not yet read: '%s'", text, unseen())
            .succeedsWithin(Duration.ofSeconds(LaneBench.SECONDS_MAX));
      }
    }

    /** vi draws all of them anew after a resize, and with that wipes an answer given before. */
    void waitForEmptyLines(int count) {
      for (int line = 0; line < count; line++) {
        waitFor("~");
      }
    }

    private synchronized String unseen() {
      return unseen.toString();
    }

    private synchronized Optional<CompletableFuture<Void>> look(String text) {
      var at = unseen.indexOf(text);
      if (at >= 0) {
        unseen.delete(0, at + text.length());
        return Optional.empty();
      }
      more = new CompletableFuture<>();
      return Optional.of(more);
    }

    void type(String text) {
      assertThat(keys.offer(ByteString.fromString(text)).isEnqueued()).isTrue();
    }

    void resize(int cols, int rows) {
      assertThat(await(running.control().control(new Resize(cols, rows))))
          .isEqualTo(ControlAnswer.DONE);
    }

    void interrupt() {
      assertThat(await(running.control().control(new Interrupt()))).isEqualTo(ControlAnswer.DONE);
    }
  }
}
