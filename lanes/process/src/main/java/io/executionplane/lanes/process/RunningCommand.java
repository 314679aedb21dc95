package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessFact;
import io.executionplane.lanes.process.posix.PipeReading;
import io.executionplane.lanes.process.posix.PipeSink;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A command that was started, wherever that is, and the duty to see to its end. Its methods may be
 * called from any thread; none of them waits.
 */
public interface RunningCommand {

  /** What it is, so that it can be found again. */
  ProcessFact launched();

  /**
   * Takes its input; empty when it has none. Can be run once. A command in a terminal always has
   * one; there the end of the stream means no more than that nobody types any more.
   */
  Optional<Sink<ByteString, CompletionStage<PipeSink.Delivery>>> input();

  /** What it puts out, by stream. Each can be run once. */
  Map<StreamName, Source<ByteString, PipeReading>> outputs();

  /**
   * Completes when the command itself has ended; what it started may live on. Fails when nobody can
   * know any more.
   */
  CompletionStage<?> ended();

  /** Whether the command itself runs. */
  boolean isRunning();

  /** Whether anything that it started lives, as far as is known; until it is known, yes. */
  boolean hasFollowers();

  /**
   * Sends a signal to the command and what it started, as far as that still belongs to it.
   *
   * @param signal as in signal(7)
   * @return false when it is over: nothing was sent
   */
  boolean signal(int signal);

  /**
   * Makes the terminal that it runs in another size.
   *
   * @return false when it runs in none that can be changed, or is over: nothing was done
   */
  default boolean resize(int columns, int rows) {
    return false;
  }

  /**
   * Kills whatever is left, the command too if it still runs. Asking again changes nothing.
   *
   * @return how it ended and what is known to be left of it; fails only when nobody can know
   */
  CompletionStage<CommandEnd> finish();

  /**
   * Finishes, and then closes the streams that were never run. Not before: an input that broke off
   * must not look like a complete one to a command that still runs.
   */
  void abandon();
}
