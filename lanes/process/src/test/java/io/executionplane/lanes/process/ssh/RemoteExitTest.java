package io.executionplane.lanes.process.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.lane.process.ProcessExit;
import org.junit.jupiter.api.Test;

class RemoteExitTest {

  @Test
  void takesACodeForACodeAndASignalForASignal() {
    assertThat(RemoteExit.status(143)).contains(new ProcessExit.Code(143));
    assertThat(RemoteExit.signal("TERM", false))
        .contains(new ProcessExit.Signal(15, "SIGTERM", false));
    assertThat(RemoteExit.signal("SEGV", true))
        .contains(new ProcessExit.Signal(11, "SIGSEGV", true));
  }

  @Test
  void guessesNothing() {
    assertThat(RemoteExit.status(256)).isEmpty();
    assertThat(RemoteExit.status(0xffff_ffffL)).isEmpty();
    assertThat(RemoteExit.signal("SIG@openssh.com", false)).isEmpty();
    assertThat(RemoteExit.signal("", false)).isEmpty();
  }
}
