package io.executionplane.journal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionStateTest {

  private static final History RUNNING = History.running("request-1");

  @Test
  void knowsNothingBeforeTheFirstEvent() {
    var state = fold(History.of("request-1"));

    assertThat(state.isNew()).isTrue();
    assertThat(state.status()).isEmpty();
    assertThat(state.result()).isEmpty();
  }

  @Test
  void isAcceptedUntilItStarts() {
    var state = fold(History.of("request-1").and(Payloads.accepted()).and(Payloads.selected()));

    assertThat(state.status()).contains(ExecutionStatus.ACCEPTED);
    assertThat(state.target()).contains(Payloads.selected().target());
    assertThat(state.startedAt()).isEmpty();
  }

  @Test
  void remembersTheLimitsUnderWhichItRuns() {
    var state = fold(RUNNING);

    assertThat(state.status()).contains(ExecutionStatus.RUNNING);
    assertThat(state.operation()).contains("run");
    assertThat(state.started().orElseThrow().payload()).isEqualTo(Payloads.started());
    assertThat(state.startedAt()).contains(Payloads.NOON.plusMillis(2));
  }

  @Test
  void endsWithTheHeadThatTheNextEventMustName() {
    var state = fold(RUNNING);

    assertThat(state.head()).isEqualTo(RUNNING.events().get(2).head());
    assertThat(state.head().seq()).isEqualTo(3);
  }

  @Test
  void keepsTheFirstWishToStop() {
    var history =
        RUNNING.and(Payloads.cancelRequested("alice")).and(Payloads.cancelRequested("bob"));

    var state = fold(history);

    assertThat(state.cancelRequested().orElseThrow().payload().requestedBy()).isEqualTo("alice");
  }

  @Test
  void keepsTheFirstFactsAndTheLast() {
    var history = RUNNING;
    for (var i = 0; i <= Facts.FIRST_MAX; i++) {
      history = history.and(Payloads.fact("fact." + i));
    }

    var facts = fold(history).facts();

    assertThat(facts.first()).hasSize(Facts.FIRST_MAX);
    assertThat(facts.named("fact.0")).isPresent();
    assertThat(facts.last().orElseThrow().payload().fact()).isEqualTo("fact." + Facts.FIRST_MAX);
    assertThat(facts.count()).isEqualTo(Facts.FIRST_MAX + 1);
  }

  @Test
  void remembersHowFarEachStreamIsRecorded() {
    var history =
        RUNNING
            .and(Payloads.output(StreamName.STDOUT, 0, 5))
            .and(Payloads.output(StreamName.STDOUT, 5, 9))
            .and(Payloads.closed(StreamName.STDERR, 0));

    var streams = fold(history).streams();

    assertThat(streams.recorded().get(StreamName.STDOUT).to()).isEqualTo(9);
    assertThat(streams.isClosed(StreamName.STDOUT)).isFalse();
    assertThat(streams.isClosed(StreamName.STDERR)).isTrue();
  }

  @Test
  void knowsWhoIsAttached() {
    var history = RUNNING.and(Payloads.attached(1)).and(Payloads.attached(2));

    var both = fold(history).attachments();
    var one = fold(history.and(Payloads.detached(1))).attachments();

    assertThat(both.open()).containsOnlyKeys(1L, 2L);
    assertThat(one.open()).containsOnlyKeys(2L);
    assertThat(one.next()).isEqualTo(3);
  }

  @Test
  void countsWhatItsSessionReportedAndNothingElse() {
    var history =
        RUNNING
            .and(Payloads.fact("f"))
            .and(Payloads.cancelRequested("alice"))
            .and(Payloads.attached(1))
            .and(Payloads.input(StreamName.STDIN, 0, 1))
            .and(Payloads.closed(StreamName.STDIN, 1));

    assertThat(fold(RUNNING).reported()).isZero();
    assertThat(fold(history).reported()).isEqualTo(3);
    assertThat(fold(history.and(Payloads.completed())).reported()).isEqualTo(4);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("endings")
  void endsAsTheTerminalEventSays(EvidencePayload.Terminal end, ExecutionStatus status) {
    var state = fold(RUNNING.and(end));

    var result = state.result().orElseThrow();

    assertThat(state.status()).contains(status);
    assertThat(state.endedAt()).contains(Payloads.NOON.plusMillis(3));
    assertThat(result.status()).isEqualTo(status);
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(Payloads.completed(), ExecutionStatus.SUCCEEDED),
        Arguments.of(Payloads.failed(), ExecutionStatus.FAILED),
        Arguments.of(Payloads.timedOut(), ExecutionStatus.TIMED_OUT),
        Arguments.of(Payloads.cancelled(), ExecutionStatus.CANCELLED),
        Arguments.of(Payloads.lost(), ExecutionStatus.LOST));
  }

  @Test
  void givesAResultWithEverythingThatTheEventsSaid() {
    var end = Payloads.completed();
    var history = RUNNING.and(Payloads.closed(StreamName.STDOUT, 7)).and(end);

    var result = fold(history).result().orElseThrow();

    assertThat(result.executionRef()).isEqualTo(history.ref());
    assertThat(result.output()).contains(end.output());
    assertThat(result.containment()).contains(end.containment());
    assertThat(result.metrics()).contains(end.metrics());
    assertThat(result.streams()).containsExactly(Payloads.stream(StreamName.STDOUT, 7));
  }

  @Test
  void givesTheFailureOfAnExecutionThatFailed() {
    var result = fold(RUNNING.and(Payloads.failed())).result().orElseThrow();

    assertThat(result.failure()).isEqualTo(Payloads.failed().failure());
    assertThat(result.output()).isEmpty();
  }

  @Test
  void endsAtOnceWhenItIsRejected() {
    var state = fold(History.of("request-1").and(Payloads.rejected()));

    var result = state.result().orElseThrow();

    assertThat(result.rejection().orElseThrow().reason())
        .isEqualTo(RejectionReason.CAPACITY_EXHAUSTED);
    assertThat(state.requestHash()).contains(Payloads.rejected().requestHash());
    assertThat(state.admittedAt()).isEqualTo(state.endedAt());
  }

  @ParameterizedTest(name = "{2}, because {3}")
  @MethodSource("impossible")
  void refusesWhatCannotHaveHappened(
      History before, EvidencePayload next, String type, String objection) {
    var state = fold(before);

    assertThatThrownBy(() -> state.apply(before.next(next)))
        .isInstanceOf(IllegalHistoryException.class)
        .hasMessage(
            before.ref() + " seq " + (state.head().seq() + 1) + " " + type + ": " + objection);
  }

  static Stream<Arguments> impossible() {
    var nothing = History.of("request-1");
    var accepted = nothing.and(Payloads.accepted());
    var targeted = accepted.and(Payloads.selected());
    var closed = RUNNING.and(Payloads.closed(StreamName.STDOUT, 0));
    var ended = RUNNING.and(Payloads.completed());
    var stdoutClosed = "the stream stdout is closed";
    return Stream.of(
        Arguments.of(
            nothing, Payloads.selected(), "target.selected", "the execution was not accepted"),
        Arguments.of(
            nothing, Payloads.started(), "execution.started", "the execution was not accepted"),
        Arguments.of(
            nothing,
            Payloads.cancelRequested("alice"),
            "cancel.requested",
            "the execution was not accepted"),
        Arguments.of(nothing, Payloads.lost(), "execution.lost", "the execution was not accepted"),
        Arguments.of(
            accepted, Payloads.accepted(), "admission.accepted", "only the first event can admit"),
        Arguments.of(
            accepted, Payloads.rejected(), "admission.rejected", "only the first event can reject"),
        Arguments.of(accepted, Payloads.started(), "execution.started", "no target was selected"),
        Arguments.of(
            targeted, Payloads.selected(), "target.selected", "a target was selected already"),
        Arguments.of(targeted, Payloads.fact("f"), "lane.fact", "the execution has not started"),
        Arguments.of(
            targeted,
            Payloads.output(StreamName.STDOUT, 0, 1),
            "output.recorded",
            "the execution has not started"),
        Arguments.of(
            targeted,
            Payloads.closed(StreamName.STDOUT, 0),
            "stream.closed",
            "the execution has not started"),
        Arguments.of(
            targeted, Payloads.completed(), "execution.completed", "the execution has not started"),
        Arguments.of(
            RUNNING, Payloads.started(), "execution.started", "the execution has started already"),
        Arguments.of(
            closed, Payloads.output(StreamName.STDOUT, 0, 1), "output.recorded", stdoutClosed),
        Arguments.of(closed, Payloads.closed(StreamName.STDOUT, 0), "stream.closed", stdoutClosed),
        Arguments.of(
            targeted, Payloads.attached(1), "attach.granted", "the execution has not started"),
        Arguments.of(
            RUNNING, Payloads.attached(2), "attach.granted", "the next attachment is number 1"),
        Arguments.of(RUNNING, Payloads.detached(1), "attach.closed", "no attachment 1 is open"),
        Arguments.of(
            RUNNING.and(Payloads.attached(1)).and(Payloads.detached(1)),
            Payloads.attachRevoked(1),
            "attach.revoked",
            "no attachment 1 is open"),
        Arguments.of(
            targeted,
            Payloads.masked(StreamName.STDOUT),
            "output.masked",
            "the execution has not started"),
        Arguments.of(ended, Payloads.lost(), "execution.lost", "the execution has ended"),
        Arguments.of(ended, Payloads.fact("f"), "lane.fact", "the execution has ended"));
  }

  @Test
  void refusesTheEventOfAnotherExecution() {
    var state = fold(History.of("request-1"));
    var foreign = History.of("request-2");

    assertThatThrownBy(() -> state.apply(foreign.next(Payloads.accepted())))
        .isInstanceOf(IllegalHistoryException.class)
        .hasMessageContaining("it belongs to " + foreign.ref());
  }

  @Test
  void refusesAGap() {
    var events = RUNNING.events();
    var state = ExecutionState.initial(RUNNING.ref()).apply(events.get(0));

    assertThatThrownBy(() -> state.apply(events.get(2)))
        .isInstanceOfSatisfying(
            IllegalHistoryException.class,
            refusal -> {
              assertThat(refusal.executionRef()).isEqualTo(RUNNING.ref());
              assertThat(refusal.seq()).isEqualTo(3);
              assertThat(refusal.type()).isEqualTo("execution.started");
            })
        .hasMessageContaining("it follows seq 1");
  }

  @Test
  void refusesAnEventThatFollowsAnotherPast() {
    var other = History.of("request-1").from(Payloads.NOON.plusSeconds(1)).and(Payloads.accepted());
    var state = fold(History.of("request-1").and(Payloads.accepted()));

    assertThatThrownBy(() -> state.apply(other.next(Payloads.selected())))
        .isInstanceOf(IllegalHistoryException.class)
        .hasMessageContaining("prev does not match");
  }

  @Test
  void hasAPlaceForEveryTypeOfEvent() {
    var samples =
        List.of(
            Payloads.accepted(),
            Payloads.rejected(),
            Payloads.selected(),
            Payloads.started(),
            Payloads.fact("f"),
            Payloads.output(StreamName.STDOUT, 0, 1),
            Payloads.closed(StreamName.STDOUT, 0),
            Payloads.cancelRequested("alice"),
            Payloads.attached(1),
            Payloads.detached(1),
            Payloads.attachRevoked(1),
            Payloads.input(StreamName.STDIN, 0, 1),
            Payloads.inputClosed(StreamName.STDIN, 1),
            Payloads.pressed(StreamName.STDOUT, 1),
            Payloads.masked(StreamName.STDOUT),
            Payloads.completed(),
            Payloads.failed(),
            Payloads.cancelled(),
            Payloads.lost());

    var types = samples.stream().<Class<?>>map(Object::getClass).toList();

    assertThat(types).containsExactlyInAnyOrderElementsOf(leaves(EvidencePayload.class).toList());
    assertThat(samples).noneMatch(sample -> isUnknown(sample));
  }

  private static boolean isUnknown(EvidencePayload payload) {
    try {
      fold(RUNNING.and(payload));
      return false;
    } catch (IllegalHistoryException refusal) {
      return refusal.getMessage().endsWith("no state is known for it");
    }
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return Optional.ofNullable(type.getPermittedSubclasses()).stream()
        .flatMap(Stream::of)
        .flatMap(each -> each.isSealed() ? leaves(each) : Stream.of(each));
  }

  private static ExecutionState fold(History history) {
    var state = ExecutionState.initial(history.ref());
    for (var event : history.events()) {
      state = state.apply(event);
    }
    return state;
  }
}
