package io.executionplane.lanes.process.posix;

import static io.executionplane.lanes.process.posix.Children.await;
import static io.executionplane.lanes.process.posix.Children.request;
import static io.executionplane.lanes.process.posix.Children.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.lanes.process.posix.WaitStatus.Exited;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ManyChildrenTest {

  private static final Children CHILDREN = new Children();

  @AfterAll
  static void close() {
    CHILDREN.close();
  }

  @Test
  void leavesNoDescriptorZombieOrThreadAfter500Children() {
    runAndEnd(50); // Everything lazy has started.
    var descriptors = Leaks.openDescriptors();
    var threads = Leaks.nativeThreads();

    runAndEnd(500);

    assertThat(settled(descriptors)).isLessThanOrEqualTo(descriptors);
    assertThat(Leaks.nativeThreads() - threads).as("threads added").isLessThan(10);
    assertThat(Leaks.zombies()).isEmpty();
  }

  @Test
  void runs200ChildrenAtTheSameTimeWithoutAThreadForAnyOfThem() {
    var threads = Leaks.nativeThreads();
    var children = new ArrayList<ChildProcess>();
    var outputs = new ArrayList<CompletionStage<ByteString>>();
    for (int i = 0; i < 200; i++) {
      var child = CHILDREN.spawn(shell("echo ready; exec sleep 300"));
      children.add(child);
      outputs.add(CHILDREN.collect(child.stdout()));
    }

    assertThat(Leaks.nativeThreads() - threads).as("threads added").isLessThan(10);

    children.forEach(child -> child.signalGroup(15));
    outputs.forEach(output -> assertThat(await(output).utf8String()).isIn("", "ready\n"));
    children.forEach(CHILDREN::end);
    assertThat(Leaks.zombies()).isEmpty();
  }

  /** The JVM opens a file of its own now and then; what stays open over many looks is a leak. */
  private static int settled(int expected) {
    var now = Leaks.openDescriptors();
    for (int looks = 0; now > expected && looks < 20; looks++) {
      runAndEnd(1);
      now = Leaks.openDescriptors();
    }
    return now;
  }

  private static void runAndEnd(int count) {
    var statuses = new ArrayList<WaitStatus>();
    for (int i = 0; i < count; i++) {
      statuses.add(CHILDREN.run(request("/bin/echo", "x")).ending().status());
    }
    assertThat(statuses).containsOnly(new Exited(0));
  }
}
