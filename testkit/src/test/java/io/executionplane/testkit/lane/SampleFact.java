package io.executionplane.testkit.lane;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.lanes.spi.LaneControl.StopCause;

/** What the sample lane tells. */
record SampleFact(String name, JsonObject data) implements LaneFact {

  static final String OVER = "sample.over";
  static final String ASKED = "sample.asked";

  static SampleFact begun() {
    return new SampleFact("sample.begun", JsonObject.empty());
  }

  static SampleFact asked(StopCause cause) {
    var data = JsonObject.empty().toNode().put("cause", cause.name());
    return new SampleFact(ASKED, JsonObject.of(data));
  }

  static SampleFact over() {
    return new SampleFact(OVER, JsonObject.empty());
  }
}
