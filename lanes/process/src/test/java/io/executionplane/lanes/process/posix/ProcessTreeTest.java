package io.executionplane.lanes.process.posix;

import static io.executionplane.lanes.process.posix.Children.await;
import static io.executionplane.lanes.process.posix.Children.request;
import static io.executionplane.lanes.process.posix.Children.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.lanes.process.posix.Reclaimed.Verdict;
import io.executionplane.lanes.process.posix.WaitStatus.Exited;
import io.executionplane.lanes.process.posix.WaitStatus.Signalled;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {

  private static final Children CHILDREN = new Children();

  @AfterAll
  static void close() {
    CHILDREN.close();
  }

  @Test
  void findsNothingAfterAChildThatStartedNothing() {
    var child = CHILDREN.spawn(request("/bin/true"));
    await(child.ended());

    var report = ProcessTree.sweep(child);

    assertThat(report.killed()).isEmpty();
    assertThat(report.remaining()).isEmpty();
    CHILDREN.end(child);
  }

  @Test
  void killsABackgroundChildThatOutlivedTheLeader() {
    var child = CHILDREN.spawn(shell("sleep 300 & echo $!"));
    var background = Long.parseLong(CHILDREN.firstLine(child));
    await(child.ended());

    var report = ProcessTree.sweep(child);

    assertThat(report.killed()).containsExactly(background);
    assertThat(report.remaining()).isEmpty();
    assertThat(alive(background)).isFalse();
    assertThat(child.reap().status()).isEqualTo(new Exited(0));
  }

  @Test
  void killsAChildInAProcessGroupOfItsOwnThatIgnoresTerm() {
    var child = CHILDREN.spawn(shell("set -m; (trap '' TERM HUP; exec sleep 300) & echo $!; wait"));
    var stubborn = Long.parseLong(CHILDREN.firstLine(child));

    var report = ProcessTree.sweep(child);

    assertThat(report.killed()).contains(stubborn);
    assertThat(alive(stubborn)).isFalse();
    await(child.ended());
    assertThat(child.reap().status()).isEqualTo(new Signalled(9, false));
  }

  @Test
  void killsADescendantThatOpenedASessionOfItsOwnAndWhatThatStarted() {
    var child = CHILDREN.spawn(shell("setsid sh -c 'sleep 300 & echo $$ $!; wait' & wait"));
    var escaped = pids(CHILDREN.firstLine(child));

    var report = ProcessTree.sweep(child);

    assertThat(report.killed()).containsAll(escaped);
    assertThat(report.remaining()).isEmpty();
    assertThat(escaped).noneMatch(ProcessTreeTest::alive);
    await(child.ended());
    child.reap();
  }

  @Test
  void killsAStoppedChild() {
    var child = CHILDREN.spawn(request("/bin/sleep", "300"));
    child.signalGroup(19);

    ProcessTree.sweep(child);

    await(child.ended());
    assertThat(child.reap().status()).isEqualTo(new Signalled(9, false));
    child.discardPipes();
  }

  @Test
  void reclaimsAProcessThatIsProvablyTheRecordedOne() throws IOException {
    var child = CHILDREN.spawn(shell("sleep 300 & echo $!; wait"));
    var background = Long.parseLong(CHILDREN.firstLine(child));

    var reclaimed = ProcessTree.reclaim(child.identity());

    assertThat(reclaimed.verdict()).isEqualTo(Verdict.KILLED);
    assertThat(reclaimed.sweep().killed()).containsExactly(background);
    await(child.ended());
    child.reap();
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheSamePid() throws IOException {
    var child = CHILDREN.spawn(request("/bin/sleep", "300"));
    var recorded = child.identity();
    var earlier = new ProcessIdentity(recorded.pid(), recorded.startTicks() - 1, recorded.bootId());
    var otherBoot = new ProcessIdentity(recorded.pid(), recorded.startTicks(), "another-boot");

    var verdicts =
        Stream.of(ProcessTree.reclaim(earlier), ProcessTree.reclaim(otherBoot))
            .map(Reclaimed::verdict);

    assertThat(verdicts).containsExactly(Verdict.PID_REUSED, Verdict.OTHER_BOOT);
    assertThat(alive(child.pid())).isTrue();
    CHILDREN.end(child);
  }

  @Test
  void reportsButDoesNotKillWhatCannotBeVerifiedAfterTheLeaderIsGone() throws IOException {
    var child = CHILDREN.spawn(shell("sleep 300 & echo $!"));
    var orphan = Long.parseLong(CHILDREN.firstLine(child));
    await(child.ended());
    child.reap();

    var reclaimed = ProcessTree.reclaim(child.identity());

    assertThat(reclaimed.verdict()).isEqualTo(Verdict.GONE);
    assertThat(reclaimed.sweep().remaining()).containsExactly(orphan);
    assertThat(alive(orphan)).isTrue();
    ProcessHandle.of(orphan).orElseThrow().destroyForcibly();
  }

  @Test
  void readsTheNameOfAProcessAsDataEvenWhenItImitatesTheFormat() {
    var line = "42 (a) Z 1 1 1) S 7 8 9 0 -1 0 0 0 0 0 1 2 3 4 20 0 1 0 123456 5000 6";

    var stat = ProcStat.parse(42, line);

    assertThat(stat).isEqualTo(new ProcStat(42, 'S', 7, 8, 9, 123_456));
  }

  private static List<Long> pids(String line) {
    return Stream.of(line.split(" ")).map(Long::valueOf).toList();
  }

  private static boolean alive(long pid) {
    return ProcStat.read(pid).filter(ProcStat::alive).isPresent();
  }
}
