package io.executionplane.benchmarks;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.merkle.CompactRange;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Every leaf hashed again and the root compared, beside merely reading them. */
record LogVerification(LogReader reader) {

  private static final int PAGE = 4096;
  private static final double MEBIBYTE = 1 << 20;

  /** What one pass over the log has read. */
  private record Pass(long leaves, long bytes, long nanos) {

    private double seconds() {
      return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }
  }

  void verify() {
    read(entry -> {});
    var limit = read(entry -> {});
    var range = new CompactRange();
    var verified = read(entry -> range.append(entry.toArray()));
    if (!range.root().equals(reader.checkpoint().orElseThrow().checkpoint().head().root())) {
      throw new IllegalStateException("the log has another root than the one that was signed");
    }
    print("all leaves read", limit);
    print("all leaves verified", verified);
  }

  private Pass read(Consumer<Bytes> each) {
    var begun = System.nanoTime();
    var bytes = 0L;
    var leaves = 0L;
    for (var page = reader.entries(0, PAGE); !page.isEmpty(); page = reader.entries(leaves, PAGE)) {
      page.forEach(each);
      bytes += page.stream().mapToLong(Bytes::size).sum();
      leaves += page.size();
      Progress.say("%,d leaves read".formatted(leaves));
    }
    Progress.done();
    return new Pass(leaves, bytes, System.nanoTime() - begun);
  }

  private static void print(String what, Pass pass) {
    System.out.printf(
        "  %-23s %,10.0f per s, %.0f MiB/s: %.1f s for %,d%n",
        what,
        pass.leaves() / pass.seconds(),
        pass.bytes() / MEBIBYTE / pass.seconds(),
        pass.seconds(),
        pass.leaves());
  }
}
