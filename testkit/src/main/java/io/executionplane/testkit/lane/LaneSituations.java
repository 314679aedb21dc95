package io.executionplane.testkit.lane;

import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How each situation of {@link LaneConformance} is provoked in one kind of lane, and how its
 * effects are seen from outside of it.
 *
 * @param <P> the lane's payloads
 */
public interface LaneSituations<P extends LanePayload> {

  /** A lane of its own for each test, which closes it. */
  Lane<P> newLane();

  /** The lane's target that its orders name. */
  default String targetId() {
    return "conformance";
  }

  /** Puts out a known handful of bytes, more than none, and succeeds within moments. */
  Situation quickSuccess();

  /** Puts out a known handful of bytes and ends by itself, but not as the lane counts success. */
  Situation failure();

  /** Is accepted, but its effect cannot even begin. */
  Situation unlaunchable();

  /**
   * Puts out a known handful of bytes, more than none, and then does nothing until it is stopped.
   */
  Situation hang();

  /** As {@link #hang}, but the effect ignores being asked gently. */
  Situation deaf();

  /** Puts out bytes as fast as they are taken, without end. */
  Situation flood();

  /** Puts out, on one stream, what it is given as input; ends with its input. */
  Optional<Echo> echo();

  /**
   * Puts out a known handful of bytes and ends, but something that the lane cannot end still holds
   * its stream open.
   */
  Optional<Situation> heldOpen();

  /** Succeeds within moments, with a secret wherever its payload may hold one. */
  Situation carrying(String secret);

  /** How many effects of this class's orders are alive, counted without asking the lane. */
  long effectsAlive();

  /**
   * How many bytes a flood has put out so far, counted without asking the lane.
   *
   * @param facts what the lane has told of it
   * @return empty where that cannot be seen
   */
  OptionalLong putOut(List<LaneFact> facts);

  /** Names of the facts that mean that an effect is over. */
  Set<String> factsOfTheEnd();

  /** Which causes of a stop the facts speak of, in order; a lane need not speak of it. */
  default List<StopCause> causesTold(List<LaneFact> facts) {
    return List.of();
  }

  /** Longest time for anything that must happen, the lane's own grace included. */
  default Duration within() {
    return Duration.ofSeconds(20);
  }

  /** How often it is run to see whether each run leaves something behind; 16 at least. */
  default int runs() {
    return 50;
  }

  /** How long to watch for something that must not happen. Longer finds more and costs time. */
  default Duration patience() {
    return Duration.ofMillis(300);
  }

  /** Most bytes between an effect and a stream that takes no more, all buffers together. */
  default long bytesInFlightMax() {
    return 1024 * 1024;
  }
}
