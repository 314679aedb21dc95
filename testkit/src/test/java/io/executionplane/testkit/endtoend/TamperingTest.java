package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.verify.VerificationReport;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.testkit.generate.Seeded;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed in the store, the verification says so, and where. */
@Tag("store")
class TamperingTest {

  private static final int POSITIONS_PER_CELL = 12;

  @TempDir private static Path directory;

  private static TestPlane plane;
  private static ExecutionRef ref;
  private static StoredRecord record;

  @BeforeAll
  static void recordAnExecution() {
    plane = TestPlane.in(directory.resolve("data"));
    var commands = Commands.in(directory);
    ref = plane.run(commands.shell("echo out; echo err >&2; exit 3")).executionRef();
    record = new StoredRecord(plane.plane().journal().dataSource(), ref);
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void isVerifiedAsItStands() {
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(record.events()).hasSizeGreaterThan(5);
    assertThat(record.chunks()).hasSize(3);
  }

  @Test
  void findsEveryFlippedByteOfAnEvent() throws SQLException {
    var random = Seeded.fresh();
    for (var event : record.events()) {
      for (var position : positions(random, event.get("event_payload").length)) {
        event.whileFlipped(
            "event_payload",
            position,
            () -> assertFoundAt("seq " + event.number(), random + ", " + event, position));
      }
    }
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void findsEveryFlippedByteOfAChunk() throws SQLException {
    var random = Seeded.fresh();
    for (var chunk : record.chunks()) {
      for (var column : new String[] {"bytes", "salt", "commitment"}) {
        for (var position : positions(random, chunk.get(column).length)) {
          chunk.whileFlipped(
              column,
              position,
              () ->
                  assertFoundAt(
                      chunk.stream() + " chunk 0", random + ", " + chunk + " " + column, position));
        }
      }
    }
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  /** That the last one is gone cannot be told from an execution that goes on, so it is not said. */
  @Test
  void findsAnEventThatIsGone() throws SQLException {
    var events = record.events();
    var last = events.get(events.size() - 1);
    for (var event : events) {
      event.whileGone(
          () ->
              assertThat(plane.verify(ref).verdict())
                  .as("%s", event)
                  .isEqualTo(event.equals(last) ? Verdict.INCOMPLETE : Verdict.FAILED));
    }
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void findsAChunkThatIsGone() throws SQLException {
    for (var chunk : record.chunks()) {
      chunk.whileGone(() -> assertFoundAt(chunk.stream(), chunk.toString(), -1));
    }
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  private static int[] positions(Seeded random, int length) {
    return IntStream.concat(
            IntStream.of(0, length - 1),
            IntStream.generate(() -> random.between(0, length - 1)).limit(POSITIONS_PER_CELL))
        .toArray();
  }

  private static void assertFoundAt(String place, String damaged, int position) {
    VerificationReport report = plane.verify(ref);

    var damage = damaged + ", byte " + position;
    assertThat(report.verdict()).as(damage).isEqualTo(Verdict.FAILED);
    assertThat(report.failed().get(0).place()).as(damage).contains(place);
  }
}
