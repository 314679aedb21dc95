package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lane.LanePayload;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * What the sample lane is asked to do.
 *
 * @param note anything, to be kept to itself
 */
record SampleOrder(Act act, @Length(max = 100) Optional<String> note) implements LanePayload {

  static final Contract<SampleOrder> CONTRACT = Contract.of(SampleOrder.class);

  static final String OPERATION = "act";

  /** What an act puts out that does not flood or echo. */
  static final ByteString LINES = ByteString.fromString("one\ntwo\nthree\n");

  private static final Rules RULES = Rules.of(SampleOrder.class);

  SampleOrder {
    RULES.check(act, note).orThrow();
  }

  static Situation of(Act act) {
    return of(act, Optional.empty());
  }

  static Situation of(Act act, Optional<String> note) {
    var payload = CONTRACT.encodeObject(new SampleOrder(act, note));
    return act.speaks()
        ? new Situation(OPERATION, payload, Map.of(StreamName.STDOUT, LINES))
        : Situation.silent(OPERATION, payload);
  }

  /** What it can be asked to do. */
  enum Act {
    SPEAK,
    FAIL,
    HANG,
    DEAF,
    HELD_OPEN,
    FLOOD,
    ECHO,
    UNLAUNCHABLE;

    boolean speaks() {
      return compareTo(HELD_OPEN) <= 0;
    }
  }
}
