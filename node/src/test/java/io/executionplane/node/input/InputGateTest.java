package io.executionplane.node.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.FlowPayload.InputAccepted;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.node.input.InputReply.Accepted;
import io.executionplane.node.input.InputReply.Ended;
import io.executionplane.node.input.InputReply.Refused;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class InputGateTest {

  private final InputGate gate = new InputGate(StreamName.STDIN, 10);

  @Test
  void acknowledgesOnceItIsKeptAndNotBefore() {
    var first = append("abc");
    var second = append("de");

    gate.kept(4);

    assertThat(now(first)).isEqualTo(new Accepted(0, 3));
    assertThat(second).isNotDone();
    gate.kept(5);
    assertThat(now(second)).isEqualTo(new Accepted(3, 5));
  }

  @Test
  void takesNoMoreThanItsBoundUntilSomeIsKept() {
    append("12345678");

    assertThat(now(append("9ab"))).isEqualTo(new Refused(InputRefusal.INPUT_BUFFER_FULL, 8));
    gate.kept(8);

    assertThat(append("9ab")).isNotDone();
    assertThat(now(append("12345678901"))).isEqualTo(new Refused(InputRefusal.INPUT_TOO_LARGE, 11));
  }

  @Test
  void endsWhatIsNoLineYetWithALineFeedThatCountsAsBrought() {
    var lines = InputGate.ofLines(StreamName.STDIN, 10);

    var replies =
        Stream.of("ab", "c\n", "", "d\r")
            .map(text -> lines.append(OptionalLong.empty(), ByteString.fromString(text), "a test"))
            .toList();
    lines.kept(9);

    assertThat(replies.stream().map(InputGateTest::now))
        .containsExactly(
            new Accepted(0, 3), new Accepted(3, 5), new Accepted(5, 6), new Accepted(6, 9));
    assertThat(drawn(lines)).isEqualTo("ab\nc\n\nd\r\n");
  }

  @Test
  void knowsALineAgainThatARetryBrings() {
    var lines = InputGate.ofLines(StreamName.STDIN, 10);
    var first = lines.append(OptionalLong.of(0), ByteString.fromString("ab"), "a test");

    var again = lines.append(OptionalLong.of(0), ByteString.fromString("ab"), "a test");

    assertThat(again).isSameAs(first);
    assertThat(drawn(lines)).isEqualTo("ab\n");
  }

  private static String drawn(InputGate gate) {
    var all = new StringBuilder();
    for (var next = gate.draw(); next != null; next = gate.draw()) {
      all.append(next.utf8String());
    }
    return all.toString();
  }

  @Test
  void letsNoMoreThanSomeCallsWaitHoweverLittleTheyBring() {
    var large = new InputGate(StreamName.STDIN, 1_000_000);
    var calls =
        IntStream.range(0, 300)
            .mapToObj(
                each ->
                    large.append(OptionalLong.empty(), ByteString.fromString("x"), "user:" + each))
            .toList();
    large.kept(1_000_000);

    assertThat(calls.stream().map(InputGateTest::now).filter(Accepted.class::isInstance))
        .hasSize(256);
    assertThat(now(large.append(OptionalLong.empty(), ByteString.fromString("x"), "user:ada")))
        .isInstanceOf(Refused.class);
    assertThat(large.takeAccepted()).hasSize(256);
    assertThat(large.append(OptionalLong.empty(), ByteString.fromString("x"), "user:ada"))
        .isNotDone();
  }

  @Test
  void knowsARetryThatComesBeforeTheAnswer() {
    var first = gate.append(OptionalLong.of(0), ByteString.fromString("abc"), "user:ada");

    var again = gate.append(OptionalLong.of(0), ByteString.fromString("abc"), "user:ada");
    gate.kept(3);

    assertThat(now(again)).isEqualTo(now(first));
    assertThat(gate.draw()).isEqualTo(ByteString.fromString("abc"));
    assertThat(gate.draw()).isNull();
  }

  @Test
  void refusesWhatIsNotNext() {
    append("abc");

    var early = gate.append(OptionalLong.of(0), ByteString.fromString("xyz"), "user:ada");
    var late = gate.append(OptionalLong.of(4), ByteString.fromString("xyz"), "user:ada");

    assertThat(now(early)).isEqualTo(new Refused(InputRefusal.INPUT_OFFSET_MISMATCH, 3));
    assertThat(now(late)).isEqualTo(new Refused(InputRefusal.INPUT_OFFSET_MISMATCH, 3));
  }

  @Test
  void isDrainedAfterItsEndAndEverythingBefore() {
    append("abc");
    var end = gate.end("user:ada");

    assertThat(gate.isDrained()).isFalse();
    gate.draw();
    assertThat(gate.isDrained()).isTrue();
    assertThat(end).isNotDone();
    gate.kept(3);

    assertThat(now(end)).isEqualTo(new Ended(3));
    assertThat(gate.closedBy()).contains("user:ada");
  }

  @Test
  void refusesWhatWasNotDrawnWhenTheEffectTakesNoMore() {
    var drawn = append("abc");
    gate.draw();
    var waiting = append("def");

    gate.abandon();
    gate.kept(3);

    assertThat(now(waiting)).isEqualTo(new Refused(InputRefusal.EXECUTION_INPUT_CLOSED, 3));
    assertThat(now(drawn)).isEqualTo(new Accepted(0, 3));
    assertThat(now(append("late"))).isEqualTo(new Refused(InputRefusal.EXECUTION_INPUT_CLOSED, 3));
    assertThat(gate.closedBy()).isEmpty();
  }

  @Test
  void refusesWhatCouldNotBeKept() {
    var drawn = append("abc");
    gate.draw();

    gate.over();

    assertThat(now(drawn)).isEqualTo(new Refused(InputRefusal.INPUT_NOT_STORED, 0));
  }

  @Test
  void recordsWhatWasKeptByWhomInAsFewRangesAsPossible() {
    append("a");
    append("b");
    gate.append(OptionalLong.empty(), ByteString.fromString("c"), "user:bob");
    append("never kept");

    gate.kept(3);

    assertThat(gate.takeAccepted())
        .containsExactly(
            new InputAccepted(StreamName.STDIN, 0, 2, "user:ada"),
            new InputAccepted(StreamName.STDIN, 2, 3, "user:bob"));
    assertThat(gate.takeAccepted()).isEmpty();
  }

  private CompletionStage<InputReply> append(String text) {
    return gate.append(OptionalLong.empty(), ByteString.fromString(text), "user:ada");
  }

  private static InputReply now(CompletionStage<InputReply> reply) {
    assertThat(reply).isCompleted();
    return reply.toCompletableFuture().join();
  }
}
