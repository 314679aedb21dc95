package io.executionplane.lanes.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalsTest {

  @Test
  void namesEverySignalAsTheManualDoes() {
    assertThat(Signals.name(1)).isEqualTo("SIGHUP");
    assertThat(Signals.name(Signals.KILL)).isEqualTo("SIGKILL");
    assertThat(Signals.name(Signals.TERM)).isEqualTo("SIGTERM");
    assertThat(Signals.name(Signals.CONT)).isEqualTo("SIGCONT");
    assertThat(Signals.name(31)).isEqualTo("SIGSYS");
    assertThat(Signals.name(34)).isEqualTo("SIGRTMIN");
    assertThat(Signals.name(64)).isEqualTo("SIGRTMIN+30");
    assertThat(Signals.name(33)).isEqualTo("SIG33");
  }
}
