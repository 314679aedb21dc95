package io.executionplane.lanes.process;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.ReportedFact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Somewhere commands can be run: one target of this lane.
 *
 * <p>What it cannot do of an order it MUST refuse in {@link #start}, before anything is started.
 */
public interface Place {

  /**
   * Begins to start the command of an order; does not wait. The launch is told what became of it,
   * on any thread. One that was abandoned meanwhile is still told, and then ends the command.
   */
  void start(LaneOrder<ProcessRun> order, Launch launch);

  /**
   * Finds what an earlier run here left behind when whoever watched it died, and ends it where it
   * can be named beyond doubt.
   *
   * @param facts the facts that the run reported, oldest first
   * @return what was found, for the record; empty if nothing was ever launched
   */
  CompletionStage<Optional<JsonObject>> reclaim(List<ReportedFact> facts);

  /** Frees what the place holds beyond its commands. */
  void close();
}
