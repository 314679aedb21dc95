package io.executionplane.contracts.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.execution.StreamRecord.Omission;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamRecordTest {

  @Test
  void accountsForEveryByte() {
    var record = record(100, 60, omitted(10, 20), omitted(20, 30), omitted(80, 100));

    assertThat(record.omitted()).hasSize(3);
    assertThat(record(0, 0).omitted()).isEmpty();
    assertThat(record(5, 0, omitted(0, 5)).capturedBytes()).isZero();
  }

  @Test
  void refusesToLoseAByteSilently() {
    assertRefused(
        () -> record(100, 99), "/omitted must account for every byte that is not captured");
    assertRefused(
        () -> record(100, 60, omitted(10, 49)),
        "/omitted must account for every byte that is not captured");
    assertRefused(
        () -> record(100, 60, omitted(10, 51)),
        "/omitted must account for every byte that is not captured");
  }

  @Test
  void refusesMoreThanThereWas() {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> record(100, 101))
        .withMessageContaining("/captured_bytes must be at most total_bytes");
  }

  @Test
  void refusesOmissionsThatOverlapOrLieOutside() {
    var rule = "/omitted must be in order, apart, and within the stream";

    assertRefused(() -> record(100, 79, omitted(10, 20), omitted(19, 30)), rule);
    assertRefused(() -> record(100, 80, omitted(20, 30), omitted(0, 10)), rule);
    assertRefused(() -> record(100, 99, omitted(100, 101)), rule);
  }

  /** Lengths that together wrap around to nothing. */
  @Test
  void isNotDeceivedByRangesTooLongToAdd() {
    var huge = (1L << 53) - 1;
    var ranges = new ArrayList<Omission>();
    for (var i = 0; i < 2048; i++) {
      ranges.add(omitted(0, huge));
    }
    ranges.add(omitted(0, 2048));

    assertRefused(
        () -> record(100, 100, ranges.toArray(Omission[]::new)),
        "/omitted must be in order, apart, and within the stream");
  }

  @Test
  void keepsItsOwnListOfOmissions() {
    var omitted = new ArrayList<>(List.of(omitted(0, 5)));
    var record =
        new StreamRecord(StreamName.STDOUT, 5, 0, 0, omitted, Sha256.of(), Sha256.of(), Ending.EOF);

    omitted.clear();

    assertThat(record.omitted()).hasSize(1);
  }

  @Test
  void measuresARange() {
    assertThat(new ByteRange(3, 4).length()).isEqualTo(1);
    assertRefused(() -> new ByteRange(3, 3), "/to must be more than from");
    assertRefused(() -> new ByteRange(-1, 3), "/from must be at least 0");
  }

  private static StreamRecord record(long total, long captured, Omission... omitted) {
    return new StreamRecord(
        StreamName.STDOUT,
        total,
        captured,
        1,
        List.of(omitted),
        Sha256.ofText("all"),
        Sha256.ofText("root"),
        Ending.EOF);
  }

  private static Omission omitted(long from, long to) {
    return new Omission(new ByteRange(from, to), Omission.Reason.CAPTURE_LIMIT);
  }

  private static void assertRefused(Runnable making, String message) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(making::run)
        .withMessage(message);
  }
}
