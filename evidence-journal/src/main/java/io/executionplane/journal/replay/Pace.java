package io.executionplane.journal.replay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;

/**
 * When the pieces of one replay are due. Measured from its beginning, so that waiting too long for
 * one piece does not make the next one late.
 *
 * @param startNanos the beginning, by {@link System#nanoTime}
 */
record Pace(Speed speed, long startNanos) {

  /** What is left to wait at a moment; zero or less when the piece is due. */
  Duration left(Piece piece, long nowNanos) {
    return speed.due(piece.atMicros()).minusNanos(nowNanos - startNanos);
  }

  CompletionStage<Piece> due(Piece piece, ActorSystem system) {
    var left = left(piece, System.nanoTime());
    return left.compareTo(Duration.ZERO) <= 0
        ? CompletableFuture.completedStage(piece)
        : Patterns.after(left, system, () -> CompletableFuture.completedStage(piece));
  }
}
