package io.executionplane.lanes.process.posix;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.lanes.process.posix.WaitStatus.Exited;
import io.executionplane.lanes.process.posix.WaitStatus.Signalled;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitStatusTest {

  private static final Children CHILDREN = new Children();

  @AfterAll
  static void close() {
    CHILDREN.close();
  }

  @Test
  void tellsAnExitWithCode137FromDeathBySignal9() {
    var exited = CHILDREN.run(Children.shell("exit 137"));
    var killed = CHILDREN.run(Children.shell("kill -9 $$"));

    assertThat(exited.ending().status()).isEqualTo(new Exited(137));
    assertThat(killed.ending().status()).isEqualTo(new Signalled(9, false));
  }

  @Test
  void reportsEveryExitCodeAsItWasGiven() {
    var codes =
        IntStream.rangeClosed(0, 255)
            .mapToObj(code -> CHILDREN.run(Children.shell("exit " + code)).ending().status());

    assertThat(codes)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(0, 255).<WaitStatus>mapToObj(Exited::new).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 11, 13, 15, 31, 34, 64})
  void namesTheSignalThatEndedAChild(int signal) {
    var killed = CHILDREN.run(Children.shell("ulimit -c 0; kill -" + signal + " $$"));

    assertThat(killed.ending().status()).isEqualTo(new Signalled(signal, false));
  }

  @Test
  void readsTheCoreDumpFlag() {
    assertThat(WaitStatus.decode(0x80 | 11)).isEqualTo(new Signalled(11, true));
    assertThat(WaitStatus.decode(11)).isEqualTo(new Signalled(11, false));
  }

  @Test
  void countsTheCpuTimeAndMemoryOfAChild() {
    var busy = CHILDREN.run(Children.shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"));

    assertThat(busy.ending().userTime()).isPositive();
  }
}
