package io.executionplane.journal.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.live.OutputFrame.Omitted;
import io.executionplane.journal.live.OutputFrame.Omitted.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamEndTest {

  private static final StreamEnd END =
      new StreamEnd(
          Optional.of(
              new StreamRecord(
                  StreamName.STDOUT,
                  100,
                  70,
                  4,
                  List.of(
                      new Omission(new ByteRange(20, 40), Omission.Reason.CAPTURE_LIMIT),
                      new Omission(new ByteRange(90, 100), Omission.Reason.STORE_FAILED)),
                  Sha256.of(),
                  Sha256.of(),
                  Ending.EOF)));

  @Test
  void saysOfEveryMissingByteWhyItIsNotThere() {
    assertThat(END.missing(10, 100))
        .containsExactly(
            omitted(10, 20, Reason.ERASED),
            omitted(20, 40, Reason.CAPTURE_LIMIT),
            omitted(40, 90, Reason.ERASED),
            omitted(90, 100, Reason.STORE_FAILED));
  }

  @Test
  void saysItOfAPartOfAnOmissionToo() {
    assertThat(END.missing(25, 30)).containsExactly(omitted(25, 30, Reason.CAPTURE_LIMIT));
    assertThat(END.missing(20, 20)).isEmpty();
  }

  @Test
  void doesNotPretendToKnowWhatNobodyRecorded() {
    assertThat(StreamEnd.UNKNOWN.missing(5, 9)).containsExactly(omitted(5, 9, Reason.UNRECORDED));
  }

  private static Omitted omitted(long from, long to, Reason reason) {
    return new Omitted(new ByteRange(from, to), reason);
  }
}
