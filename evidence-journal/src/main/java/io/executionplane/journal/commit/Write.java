package io.executionplane.journal.commit;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/** What is stored as a whole or not at all, and whoever waits for it. */
public interface Write {

  /** How many rows it is, about. */
  int rows();

  /** How many bytes it holds in memory, about. */
  long bytes();

  /** Completed once it is durable; failed if it is not, or if nobody can know. */
  CompletableFuture<Done> stored();
}
