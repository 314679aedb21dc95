package io.executionplane.lanes.process.posix;

import java.io.File;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One look at all processes that {@code /proc} shows. */
final class ProcessTable {

  private static final File PROC = new File("/proc");

  private final Map<Long, ProcStat> byPid = new HashMap<>();

  private ProcessTable() {}

  static ProcessTable read() {
    var table = new ProcessTable();
    pids()
        .mapToObj(ProcStat::read)
        .flatMap(Optional::stream)
        .forEach(stat -> table.byPid.put(stat.pid(), stat));
    return table;
  }

  /**
   * Whether a process other than the leader itself is in its session (which includes its group: a
   * group never spans sessions). Asks one system call for each process instead of reading a file,
   * which is some thirty times cheaper; this runs after every single execution.
   */
  static boolean hasFollowers(long leader) {
    return pids().anyMatch(pid -> pid != leader && Libc.getsid((int) pid) == leader);
  }

  private static LongStream pids() {
    var names = PROC.list();
    return names == null
        ? LongStream.empty()
        : Stream.of(names).map(ProcessTable::pid).flatMapToLong(OptionalLong::stream);
  }

  private static OptionalLong pid(String name) {
    return Character.isDigit(name.charAt(0))
        ? OptionalLong.of(Long.parseLong(name))
        : OptionalLong.empty();
  }

  Optional<ProcStat> find(long pid) {
    return Optional.ofNullable(byPid.get(pid));
  }

  /**
   * Everything in one of the sessions, and all descendants of these. Ended processes are included:
   * their children may live.
   */
  Set<ProcStat> kin(Collection<Long> sessions) {
    var kin = new HashSet<ProcStat>();
    byPid.values().stream().filter(stat -> sessions.contains(stat.session())).forEach(kin::add);
    while (kin.addAll(childrenOf(kin))) {
      // One generation further.
    }
    return kin;
  }

  private Set<ProcStat> childrenOf(Set<ProcStat> parents) {
    var children = new HashSet<ProcStat>();
    byPid.values().stream()
        .filter(stat -> find(stat.parent()).filter(parents::contains).isPresent())
        .forEach(children::add);
    return children;
  }
}
