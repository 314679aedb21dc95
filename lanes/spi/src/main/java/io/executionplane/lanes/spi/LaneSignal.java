package io.executionplane.lanes.spi;

import io.executionplane.contracts.lane.LaneFact;

/** What a lane says: facts, and at last how it ended. */
public sealed interface LaneSignal {

  /** It saw something. */
  record Observed(LaneFact fact) implements LaneSignal {}

  /** It ended. Nothing follows. */
  record Ended(LaneOutcome outcome) implements LaneSignal {}
}
