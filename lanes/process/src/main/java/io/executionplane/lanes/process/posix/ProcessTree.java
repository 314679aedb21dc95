package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Ends whatever a child has started: rounds of KILL until a look at the process table finds nothing
 * more.
 *
 * <p><b>What belongs to the tree</b>: the leader's session (its process group is a part of that),
 * every descendant of its members, and sessions opened by a descendant. What cannot be recognised
 * is a process that moved to a session of its own and whose parent had ended before the first look
 * (a daemon); therefore a sweep reports what it saw and never claims that nothing survived.
 *
 * <p><b>Never a stranger.</b> Numbers are reused, so a number alone is never killed. A group is
 * signalled only while its leader is unreaped, which keeps the number taken. Any other process is
 * first pinned by a pidfd, then compared with what the table said (pid and start time), then killed
 * through that pidfd. A session number is followed only as long as no other process bears it.
 */
public final class ProcessTree {

  private static final int SIGKILL = 9;
  private static final int SIGSTOP = 19;
  private static final int ROUNDS_MAX = 20;
  private static final long ROUND_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(100);

  private final ProcessIdentity leader;

  /** Sessions that belong to the tree, each with the start time of the process that opened it. */
  private final Map<Long, Long> sessions = new HashMap<>();

  private final TreeSet<Long> killed = new TreeSet<>();
  private int rounds;

  private ProcessTree(ProcessIdentity leader) {
    this.leader = leader;
    sessions.put(leader.pid(), leader.startTicks());
  }

  /**
   * Kills the tree of a child that has not been reaped yet, with its leader when that still runs.
   * Takes a fraction of a millisecond when nothing is there, and at most two seconds: a process in
   * an uninterruptible wait can outlast it and is then reported as remaining.
   *
   * <p>Blocks for that time.
   *
   * @throws IllegalStateException when the child has been reaped: its numbers may be a stranger's
   */
  public static SweepReport sweep(ChildProcess child) {
    if (!child.signalGroup(0)) {
      throw new IllegalStateException("process " + child.pid() + " has been reaped");
    }
    if (!child.isRunning() && !ProcessTable.hasFollowers(child.pid())) {
      return new SweepReport(1, List.of(), List.of());
    }
    child.signalGroup(SIGSTOP); // While we look, none of them may start another.
    var tree = new ProcessTree(child.identity());
    return tree.killInRounds(() -> child.signalGroup(SIGKILL));
  }

  /**
   * Kills the tree of a child that an earlier JVM started, if it is certain that the process found
   * is that child.
   *
   * @throws IOException when {@code /proc} is not mounted
   */
  public static Reclaimed reclaim(ProcessIdentity leader) throws IOException {
    if (!leader.bootId().equals(ProcessIdentity.currentBootId())) {
      return new Reclaimed(Reclaimed.Verdict.OTHER_BOOT, new SweepReport(0, List.of(), List.of()));
    }
    var found = ProcStat.read(leader.pid());
    if (found.isEmpty()) {
      return new Reclaimed(Reclaimed.Verdict.GONE, unverified(leader));
    }
    if (!leader.isSameAs(found.get())) {
      return new Reclaimed(Reclaimed.Verdict.PID_REUSED, new SweepReport(1, List.of(), List.of()));
    }
    var tree = new ProcessTree(leader);
    return new Reclaimed(Reclaimed.Verdict.KILLED, tree.killInRounds(() -> {}));
  }

  /** Who is in a session of that number. It may be another session by now, so nobody is killed. */
  private static SweepReport unverified(ProcessIdentity leader) {
    var members = ProcessTable.read().kin(List.of(leader.pid()));
    return new SweepReport(1, List.of(), pids(living(members)));
  }

  private SweepReport killInRounds(Runnable killGroup) {
    var alive = look();
    while (!alive.isEmpty() && rounds < ROUNDS_MAX) {
      killGroup.run();
      killAndAwait(alive);
      alive = look();
    }
    var remaining = pids(alive);
    killed.removeAll(remaining);
    killed.remove(leader.pid());
    return new SweepReport(rounds, List.copyOf(killed), remaining);
  }

  private List<ProcStat> look() {
    rounds++;
    var table = ProcessTable.read();
    sessions
        .entrySet()
        .removeIf(
            session ->
                table
                    .find(session.getKey())
                    .filter(bearer -> bearer.startTicks() != session.getValue())
                    .isPresent());
    var kin = table.kin(sessions.keySet());
    kin.stream()
        .filter(stat -> stat.pid() == stat.session())
        .forEach(opener -> sessions.put(opener.pid(), opener.startTicks()));
    return living(kin);
  }

  private static List<ProcStat> living(Collection<ProcStat> kin) {
    return kin.stream().filter(ProcStat::alive).toList();
  }

  private static List<Long> pids(List<ProcStat> processes) {
    return processes.stream().map(ProcStat::pid).sorted().toList();
  }

  private void killAndAwait(List<ProcStat> alive) {
    var dying = new ArrayList<Descriptor>();
    try {
      alive.forEach(process -> kill(process, dying));
      await(dying);
    } finally {
      dying.forEach(Descriptor::close);
    }
    alive.forEach(process -> reapIfOurs(process.pid()));
  }

  private void kill(ProcStat process, List<Descriptor> dying) {
    var fd = (int) Libc.syscall(Libc.SYS_PIDFD_OPEN, process.pid(), 0, 0, 0);
    if (fd < 0) {
      return; // Gone already; if it is not, the next look finds it again.
    }
    dying.add(new Descriptor(fd));
    var same =
        ProcStat.read(process.pid())
            .filter(now -> now.startTicks() == process.startTicks())
            .isPresent();
    if (same && Libc.syscall(Libc.SYS_PIDFD_SEND_SIGNAL, fd, SIGKILL, 0, 0) == 0) {
      killed.add(process.pid());
    }
  }

  /** Until all have ended, or the round's time is over. A pidfd is readable from the end on. */
  private static void await(List<Descriptor> dying) {
    var deadline = System.nanoTime() + ROUND_NANOS_MAX;
    for (var pidfd : dying) {
      var millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      pidfd.poll(Libc.POLLIN, (int) Math.max(0, millis));
    }
  }

  /**
   * Where this JVM is the first process of a container, orphans become its children and would stay
   * as zombies. The leader is left to {@link ChildProcess#reap()}.
   */
  private void reapIfOurs(long pid) {
    var ours =
        pid != leader.pid()
            && ProcStat.read(pid)
                .filter(stat -> !stat.alive() && stat.parent() == Libc.getpid())
                .isPresent();
    if (ours) {
      try (var status = new Memory(Integer.BYTES);
          var usage = new Memory(Ending.USAGE_BYTES)) {
        Libc.wait4((int) pid, status, Libc.WNOHANG, usage);
      }
    }
  }
}
