package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.shell;
import static io.executionplane.lanes.process.Orders.as;
import static io.executionplane.lanes.process.Orders.inTerminal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.LaneBench.Running;
import io.executionplane.lanes.process.posix.Account;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands as a user who is not ours. */
class OtherUserTest {

  private static final String US = System.getProperty("user.name");
  private static final LaneBench BENCH = new LaneBench();

  private final RecordedStreams streams = new RecordedStreams();

  @AfterAll
  static void close() {
    BENCH.close();
  }

  @Test
  void isHimInEveryWay() {
    var running =
        startedAs("nobody", shell("id -un; id -ru; id -G; grep CapPrm /proc/self/status"));

    running.toTheEnd();

    var nobody = "nobody\n65534\n65534\nCapPrm:\t0000000000000000\n";
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo(nobody);
    assertThat(running.facts(Launched.class).get(0).executable()).isEqualTo("/bin/sh");
  }

  @Test
  void mayBeNamedByHisNumber() {
    startedAs("65534", ProcessRun.of("id", "-un")).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("nobody\n");
  }

  @Test
  void findsHimselfInItsEnvironment() throws IOException {
    var home = Account.find("nobody").orElseThrow().home();

    startedAs("nobody", shell("echo $USER $LOGNAME $HOME")).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("nobody nobody " + home + "\n");
  }

  @Test
  void mayOpenItsTerminalByItsName() {
    startedAs("nobody", inTerminal(shell("echo here > $(tty)"))).toTheEnd();

    assertThat(streams.text(StreamName.PTY)).isEqualTo("here\r\n");
  }

  @Test
  void isEndedAsAnyOther() {
    var running = startedAs("nobody", shell("sleep 300 & wait"));
    running.launched();

    running.control().stop(StopCause.CANCEL);

    assertThat(running.outcome().stopped()).isTrue();
  }

  @Test
  void isWhoWeAreWhereWeAreNamed() {
    BENCH.start(as(US, ProcessRun.of("id", "-un")), streams).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo(US + "\n");
  }

  @Test
  void isNobodyWhomNobodyKnows() {
    assertThat(failure(as("no-such-user", ProcessRun.of("true")))).isEqualTo("user_unusable");
    assertThat(failure(as("4294967296", ProcessRun.of("true")))).isEqualTo("user_unusable");
  }

  @Test
  @DisplayName("70: without privilege another user is refused, and nothing is started")
  void isRefusedWithoutPrivilege() {
    Assumptions.assumeFalse(US.equals("root"), "skipped, because root may be anybody");

    assertThat(failure(as("root", ProcessRun.of("true")))).isEqualTo("user_unusable");
  }

  @Test
  @DisplayName("65: what a sandbox cannot do is refused before anything is started")
  void isNobodyElseInASandbox() {
    var running = BENCH.startSandboxed(as(US, ProcessRun.of("true")), List.of(), streams);

    assertThat(failure(running)).isEqualTo("user_unusable");
  }

  private Running startedAs(String user, ProcessRun run) {
    Assumptions.assumeTrue(
        OtherUser.isPossible(), "skipped, because only root, with setpriv, can be another user");
    return BENCH.start(as(user, run), streams);
  }

  private String failure(ProcessRun run) {
    return failure(BENCH.start(run, streams));
  }

  private static String failure(Running running) {
    var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);
    return ((LaneFailure) failed.getCause()).failure().code();
  }
}
