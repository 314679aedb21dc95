package io.executionplane.lanes.spi;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.LanePayload;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;

/**
 * One kind of effect on the outside world.
 *
 * <p>The stream that {@link #run} describes MUST
 *
 * <ul>
 *   <li>do nothing until it is materialised, and have its effect at most once per materialisation;
 *   <li>give every output byte to {@link LaneStreams#output} and emit no fact that means "it is
 *       over" before those sinks have completed, so that an end is never told before its bytes are
 *       stored;
 *   <li>emit exactly one {@link LaneSignal.Ended} as its last element and then complete, or fail
 *       with a {@link LaneFailure};
 *   <li>stop the effect and release everything when it is cancelled, fails, or a sink fails.
 * </ul>
 *
 * <p>It MUST NOT retry, choose another target, or time itself out: the caller does, through {@link
 * LaneControl}.
 *
 * @param <P> the lane's own payloads
 */
public interface Lane<P extends LanePayload> {

  LaneCapabilities capabilities();

  /**
   * Gives a payload its type.
   *
   * @throws io.executionplane.contracts.json.ContractViolationException naming what is wrong with
   *     it
   */
  P accept(String operation, JsonObject payload);

  /**
   * The credentials that a payload names. Their values are in its order when it is run; where one
   * cannot be had, it is not run.
   */
  default List<CredentialHandle> credentials(P payload) {
    return List.of();
  }

  /** Describes the effect of an order. Nothing happens until the source runs. */
  Source<LaneSignal, LaneControl> run(LaneOrder<P> order, LaneStreams streams);

  /**
   * Finds what an earlier run of this order left behind when whoever watched it died, and ends it
   * where it can be named beyond doubt. Never starts anything.
   *
   * @param targetId where the order was to be carried out
   * @param facts the facts that the run reported, oldest first
   * @return what was found, for the record; empty if this lane leaves nothing behind
   */
  CompletionStage<Optional<JsonObject>> reclaim(String targetId, List<ReportedFact> facts);

  /** Frees what the lane holds beyond its runs (threads, descriptors). Runs must be over. */
  void close();
}
