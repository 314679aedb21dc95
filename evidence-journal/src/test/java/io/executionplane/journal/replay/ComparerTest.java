package io.executionplane.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.replay.Comparison.Field;
import io.executionplane.journal.replay.Comparison.Likeness;
import io.executionplane.journal.replay.Comparison.StreamDifference;
import io.executionplane.journal.sample.Payloads;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ComparerTest {

  private static final StreamName OUT = StreamName.STDOUT;

  private static Recording one() {
    return Recording.started("one");
  }

  private static Recording other() {
    return Recording.started("other");
  }

  private static Comparison compare(Recording left, Recording right) {
    var both = new MemoryRecords().add(left).add(right);
    return new Comparer(both).compare(left.ref(), right.ref());
  }

  private static Field field(String name, Comparison comparison) {
    return comparison.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static StreamDifference stdout(Recording left, Recording right) {
    var comparison = compare(left.close(OUT).completed(), right.close(OUT).completed());
    assertThat(comparison.likeness()).isEqualTo(Likeness.EQUIVALENT);
    return field("stdout", comparison).bytes().orElseThrow();
  }

  private static ExecutionCompleted ended(String output, Containment containment, long micros) {
    return new ExecutionCompleted(
        JsonObject.of((ObjectNode) Json.parse(output)),
        containment,
        new ExecutionMetrics(micros, micros, micros, 0, 0));
  }

  private static Containment survivors(Integer count) {
    return new Containment(Containment.Means.SESSION, Optional.ofNullable(count));
  }

  // --- Identical

  @Test
  void findsTheSameIdenticalWhateverItTook() {
    var left = one().put(OUT, 10, "hello").close(OUT);
    var right = other().put(OUT, 900, "hel").put(OUT, 999, "lo").close(OUT);
    left.event(ended("{\"exit\":0,\"usage\":{\"user_micros\":1}}", survivors(0), 5));
    right.event(ended("{\"exit\":0,\"usage\":{\"user_micros\":9}}", survivors(0), 7));

    var comparison = compare(left, right);

    assertThat(comparison.likeness()).isEqualTo(Likeness.IDENTICAL);
    assertThat(comparison.fields())
        .extracting(Field::name)
        .containsExactly("status", "output", "failure", "containment", "stdout");
    assertThat(field("stdout", comparison).reason()).isEqualTo("the same 5 bytes");
  }

  @Test
  void findsTheSameFailureIdentical() {
    var comparison = compare(one().event(Payloads.failed()), other().event(Payloads.failed()));

    assertThat(comparison.likeness()).isEqualTo(Likeness.IDENTICAL);
    assertThat(field("failure", comparison).reason()).isEqualTo("launch_failed/command_not_found");
  }

  // --- Equivalent

  @Test
  void saysWhereBytesBeginToDiffer() {
    var difference =
        stdout(
            one().put(OUT, 1, "abc").put(OUT, 2, "defX"),
            other().put(OUT, 1, "abcde").put(OUT, 2, "fY"));

    assertThat(difference).isEqualTo(new StreamDifference(7, 7, OptionalLong.of(6), true));
  }

  @Test
  void saysWhereTheShorterEnds() {
    assertThat(stdout(one().put(OUT, 1, "abc"), other().put(OUT, 1, "abcd")))
        .isEqualTo(new StreamDifference(3, 4, OptionalLong.of(3), true));
    assertThat(stdout(one(), other().put(OUT, 1, "abcd")))
        .isEqualTo(new StreamDifference(0, 4, OptionalLong.of(0), true));
  }

  @Test
  void doesNotCallADifferenceTheFirstWhereNotEverythingBeforeItIsStored() {
    var difference = stdout(one().omit(OUT, "ab").put(OUT, 1, "cX"), other().put(OUT, 1, "abcd"));

    assertThat(difference).isEqualTo(new StreamDifference(4, 4, OptionalLong.of(3), false));
  }

  @Test
  void saysThatTheDifferenceIsInWhatIsNotStored() {
    var left = one().put(OUT, 1, "a").omit(OUT, "X").close(OUT).completed();
    var right = other().put(OUT, 1, "a").omit(OUT, "Y").close(OUT).completed();

    var stdout = field("stdout", compare(left, right));

    assertThat(stdout.likeness()).isEqualTo(Likeness.EQUIVALENT);
    assertThat(stdout.reason())
        .isEqualTo("other bytes, in a part that is not stored (both 2 bytes)");
  }

  @Test
  void findsAnotherEndingOfAStreamEquivalent() {
    var comparison =
        compare(
            one().put(OUT, 1, "a").close(OUT).completed(),
            other().put(OUT, 1, "a").close(OUT, Ending.ABANDONED).completed());

    assertThat(field("stdout", comparison).likeness()).isEqualTo(Likeness.EQUIVALENT);
    assertThat(field("stdout", comparison).reason()).endsWith("it ended as eof and abandoned");
  }

  @Test
  void findsWhatIsNotKnownOfSurvivorsEquivalentAndWhatIsKnownDiverged() {
    var none = ended("{}", survivors(0), 0);

    assertThat(
            compare(one().event(none), other().event(ended("{}", survivors(null), 0))).likeness())
        .isEqualTo(Likeness.EQUIVALENT);
    assertThat(compare(one().event(none), other().event(ended("{}", survivors(2), 0))).likeness())
        .isEqualTo(Likeness.DIVERGED);
  }

  // --- Diverged

  @Test
  void findsAnotherEndDiverged() {
    var comparison = compare(one().completed(), other().event(Payloads.failed()));

    assertThat(comparison.likeness()).isEqualTo(Likeness.DIVERGED);
    assertThat(field("status", comparison).reason()).isEqualTo("succeeded and failed");
    assertThat(field("failure", comparison).reason())
        .isEqualTo("none and launch_failed/command_not_found");
  }

  @Test
  void namesThePropertyInWhichOutputsDiffer() {
    var left = one().event(ended("{\"exit\":{\"code\":3,\"kind\":\"code\"}}", survivors(0), 0));
    var right = other().event(ended("{\"exit\":{\"code\":4,\"kind\":\"code\"}}", survivors(0), 0));

    assertThat(field("output", compare(left, right)))
        .isEqualTo(Field.of("output", Likeness.DIVERGED, "/exit/code: 3 and 4"));
  }

  @Test
  void findsAStreamThatOnlyOneHasDiverged() {
    var comparison = compare(one().close(OUT).completed(), other().completed());

    assertThat(field("stdout", comparison).likeness()).isEqualTo(Likeness.DIVERGED);
  }

  @Test
  void neverFindsALostExecutionLikeAnother() {
    var comparison = compare(one().event(Payloads.lost()), other().event(Payloads.lost()));

    assertThat(comparison.likeness()).isEqualTo(Likeness.DIVERGED);
  }

  // --- Nothing to compare

  @Test
  void refusesWhatHasNotEndedOrIsNotRecorded() {
    assertThatThrownBy(() -> compare(one(), other().completed()))
        .isInstanceOf(UnreplayableException.class)
        .hasMessageContaining("has not ended");
    assertThatThrownBy(() -> new Comparer(new MemoryRecords()).compare(one().ref(), one().ref()))
        .hasMessageContaining("nothing of it is recorded");
  }
}
