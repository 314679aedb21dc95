package io.executionplane.journal.sink;

import io.executionplane.journal.chain.RecordedEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Another system that is told what was recorded.
 *
 * <p>It gets every event at least once: after a failure, a timeout or a restart the same events
 * come again, and execution ref and {@code seq} tell that they do. Events of one execution come in
 * order; those of different executions in no particular one. What it does or fails to do changes
 * nothing about any execution and about no other sink.
 */
public interface EvidenceSink extends AutoCloseable {

  /** Longest {@link #sinkId}. */
  int ID_LENGTH_MAX = 64;

  /**
   * The name under which the record remembers how far this sink has come: lower-case letters,
   * digits and hyphens, at most {@value #ID_LENGTH_MAX}. Another name starts from the first event.
   */
  String sinkId();

  /**
   * Takes events over. Called by one thread at a time, and not again before the stage has completed
   * or its time is up; it is cancelled then. The calling thread is never interrupted.
   *
   * @param batch events with their canonical bytes, oldest first; at least one
   * @return completes when all of them are safe there; fails, best with a {@link
   *     DeliveryFailedException}, when they are not known to be
   */
  CompletionStage<Void> deliver(List<RecordedEvent> batch);

  /** Frees what the sink holds. Called once, after the last delivery. */
  @Override
  default void close() {}
}
