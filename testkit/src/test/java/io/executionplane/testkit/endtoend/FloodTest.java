package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A command that writes without end costs a node no memory, keeps no other from its work, and is
 * gone when it is cancelled.
 *
 * <p>A build lets it flood for a few seconds. {@code -Dexecution-plane.test.flood=PT30S} lets it
 * flood for as long as the promise says, and then also holds the cancellation to its limit, for
 * which the machine must have nothing else to do.
 */
class FloodTest {

  private static final String PROPERTY = "execution-plane.test.flood";
  private static final Duration CANCELLED_WITHIN = Duration.ofMillis(500);

  @TempDir private Path directory;

  private Commands commands;

  @BeforeEach
  void prepare() {
    commands = Commands.in(directory);
  }

  @AfterEach
  void endWhatWasLeft() {
    commands.mark().kill();
  }

  @Test
  void keepsNobodyFromTheirWorkAndEndsWhenItIsCancelled() {
    var flood = Duration.parse(System.getProperty(PROPERTY, "PT5S"));
    try (var plane = ForkedPlane.start(commands)) {
      plane.submit("flood", "exec yes");
      plane.awaitLaunch("flood");

      var end = System.nanoTime() + flood.toNanos();
      for (var others = 0; System.nanoTime() < end; others++) {
        plane.submit("other-" + others, "seq 1 1000");
        plane.awaitLine("ended other-" + others + " SUCCEEDED VERIFIED");
      }

      var cancelled = System.nanoTime();
      plane.cancel("flood");
      plane.awaitLine("ended flood CANCELLED INCOMPLETE"); // Its middle is not stored.
      var took = Duration.ofNanos(System.nanoTime() - cancelled);

      assertThat(commands.mark().alive()).isEmpty();
      if (System.getProperty(PROPERTY) != null) {
        assertThat(took).isLessThanOrEqualTo(CANCELLED_WITHIN);
      }
    }
  }
}
