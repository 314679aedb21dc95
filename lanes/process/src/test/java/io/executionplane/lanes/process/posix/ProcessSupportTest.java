package io.executionplane.lanes.process.posix;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.lanes.spi.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessSupportTest {

  @Test
  void findsEverythingOnALinuxThatRunsTheseTests() {
    var support = ProcessSupport.probe();

    assertThat(support.available()).isTrue();
    assertThat(support.findings())
        .extracting(Finding::subject)
        .containsExactly("platform", "native-access", "libc", "pidfd", "procfs");
  }

  @Test
  void leavesNothingBehind() {
    ProcessSupport.probe();
    var before = Leaks.openDescriptors();

    ProcessSupport.probe();

    assertThat(Leaks.openDescriptors()).isEqualTo(before);
  }

  @Test
  void isNotAvailableAfterOneFailure() {
    var missing = Finding.failure("libc", "too old", "take a newer one");

    assertThat(new ProcessSupport(List.of(Finding.ok("platform", ""), missing)).available())
        .isFalse();
  }
}
