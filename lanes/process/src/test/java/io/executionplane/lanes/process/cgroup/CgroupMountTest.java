package io.executionplane.lanes.process.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CgroupMountTest {

  private static final String ROOT_MOUNT = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda rw";

  @Test
  void findsTheSecondVersionAlone() {
    var line = "30 22 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate";

    assertThat(CgroupMount.find(Stream.of(ROOT_MOUNT, line)))
        .contains(new CgroupMount("/", Path.of("/sys/fs/cgroup")));
  }

  @Test
  void findsTheSecondVersionBesideTheFirst() {
    var first = "31 30 0:28 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu";
    var second = "40 30 0:37 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw";

    assertThat(CgroupMount.find(Stream.of(ROOT_MOUNT, first, second)))
        .contains(new CgroupMount("/", Path.of("/sys/fs/cgroup/unified")));
  }

  @Test
  void findsNothingWhereThereIsOnlyTheFirst() {
    var first = "31 30 0:28 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu";

    assertThat(CgroupMount.find(Stream.of(ROOT_MOUNT, first))).isEmpty();
  }

  @Test
  void seesAGroupBelowWhatAContainerWasGiven() {
    var mount = new CgroupMount("/pod/one", Path.of("/sys/fs/cgroup"));

    assertThat(mount.directory("/pod/one/app")).contains(Path.of("/sys/fs/cgroup/app"));
    assertThat(mount.directory("/pod/one")).contains(Path.of("/sys/fs/cgroup"));
    assertThat(mount.directory("/pod/two")).isEmpty();
    assertThat(mount.directory("/../other")).isEmpty();
  }

  @Test
  void takesAutoOffOrAPath() {
    assertThat(new CgroupSetting("auto").isRequired()).isFalse();
    assertThat(new CgroupSetting("/sys/fs/cgroup/mine").isRequired()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CgroupSetting("somewhere"))
        .withMessageContaining("execution-plane.lanes.process.cgroup must be");
  }
}
