package io.executionplane.journal.output;

import java.util.concurrent.Executor;
import org.apache.pekko.stream.Materializer;

/**
 * The threads that wait for the database on behalf of whoever reads the record.
 *
 * <p>They are few and are used for nothing else: however many read, the recorders and the journal
 * never wait for more than a page of theirs.
 */
public final class ReadingThreads {

  /** Their dispatcher's name in the configuration. */
  public static final String DISPATCHER = "execution-plane.journal.reading-dispatcher";

  private ReadingThreads() {}

  /** Those of the system that a stream runs in. */
  public static Executor of(Materializer materializer) {
    return materializer.system().dispatchers().lookup(DISPATCHER);
  }
}
