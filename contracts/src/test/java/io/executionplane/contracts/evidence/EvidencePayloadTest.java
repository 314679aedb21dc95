package io.executionplane.contracts.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.samples.RandomContracts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvidencePayloadTest {

  /** The names on disk. One may be added; none may ever be changed or reused. */
  static final List<String> FROZEN_TYPES =
      List.of(
          "admission.accepted",
          "admission.rejected",
          "attach.closed",
          "attach.granted",
          "attach.revoked",
          "backpressure.applied",
          "cancel.requested",
          "execution.cancelled",
          "execution.completed",
          "execution.failed",
          "execution.lost",
          "execution.started",
          "input.accepted",
          "input.closed",
          "lane.fact",
          "output.masked",
          "output.recorded",
          "stream.closed",
          "target.selected");

  @Test
  void hasTheNamesOnDiskThatItAlwaysHad() {
    var tags = leaves(EvidencePayload.class).map(type -> type.getAnnotation(Tag.class).value());

    assertThat(tags).containsExactlyInAnyOrderElementsOf(FROZEN_TYPES);
  }

  @Test
  void tellsTheNameOfEachPayload() {
    var samples = new RandomContracts(1);

    leaves(EvidencePayload.class)
        .forEach(
            type -> {
              var payload = (EvidencePayload) samples.some(type);
              assertThat(EvidencePayload.typeOf(payload))
                  .isEqualTo(type.getAnnotation(Tag.class).value());
            });
  }

  @Test
  void endsAnExecutionInOneOfTheTerminalStates() {
    var samples = new RandomContracts(2);
    var statuses =
        Map.of(
            "admission.rejected", List.of(ExecutionStatus.REJECTED),
            "execution.completed", List.of(ExecutionStatus.SUCCEEDED),
            "execution.failed", List.of(ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT),
            "execution.cancelled", List.of(ExecutionStatus.CANCELLED),
            "execution.lost", List.of(ExecutionStatus.LOST));

    leaves(Terminal.class)
        .forEach(
            type -> {
              var payload = (Terminal) samples.some(type);
              assertThat(payload.status().isTerminal()).isTrue();
              assertThat(statuses.get(EvidencePayload.typeOf(payload))).contains(payload.status());
            });
  }

  @Test
  void refusesOutputThatEndsBeforeItBegins() {
    var root = Sha256.ofText("root");

    assertThat(new OutputRecorded(StreamName.STDOUT, 5, 5, 1, root).to()).isEqualTo(5);
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> new OutputRecorded(StreamName.STDOUT, 5, 4, 1, root))
        .withMessage("/to must be at least from");
  }

  static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .flatMap(EvidencePayloadTest::leaves)
            .distinct()
        : Stream.of(type);
  }
}
