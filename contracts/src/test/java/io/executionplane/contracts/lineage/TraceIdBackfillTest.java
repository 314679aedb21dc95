package io.executionplane.contracts.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.samples.Packets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdBackfillTest {

  private final List<TraceIdBackfilled> told = new ArrayList<>();
  private final TraceIdBackfill backfill = new TraceIdBackfill(told::add);

  @Test
  void fillsTheRequestIdInAndTellsSo() {
    var packet = Packets.with(Packets.route("http"), "/lineage/trace_id", "null");
    var before = packet.deepCopy();

    var filled = backfill.apply(packet);

    assertThat(packet).isEqualTo(before);
    assertThat(ExecutionRoute.CONTRACT.decode(filled).lineage().traceId()).isEqualTo("request-1");
    assertThat(told)
        .containsExactly(
            new TraceIdBackfilled(
                1,
                "execution_plane_contracts",
                "request_id",
                Optional.of("tenant-1"),
                "request-1",
                Optional.of("decision-1"),
                Optional.of("session-1"),
                Optional.of("route-1")));
  }

  @Test
  void takesANullForNoTraceId() {
    var packet = Packets.route("http");
    packet.withObject("/lineage").putNull("trace_id");

    var filled = backfill.apply(packet);

    assertThat(filled.at("/lineage/trace_id").textValue()).isEqualTo("request-1");
    assertThat(packet.at("/lineage/trace_id").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"trace-1\"", "\"\"", "7", "[]"})
  void leavesATraceIdThatIsThere(String traceId) {
    var packet = Packets.with(Packets.route("http"), "/lineage/trace_id", traceId);

    assertThat(backfill.apply(packet)).isSameAs(packet);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \"", "7", "{}", "[\"request-1\"]"})
  void fillsNothingInThatIsNoRequestId(String requestId) {
    var bare = Packets.with(Packets.route("http"), "/lineage/trace_id", "null");
    var packet = Packets.with(bare, "/lineage/request_id", requestId);

    assertThat(backfill.apply(packet)).isSameAs(packet);
    assertThat(told).isEmpty();
  }

  @Test
  void fillsInARequestIdOfAnyLengthThatANameMayHave() {
    var bare = Packets.with(Packets.route("http"), "/lineage/trace_id", "null");
    var longest = Packets.with(bare, "/lineage/request_id", '"' + "r".repeat(512) + '"');
    var tooLong = Packets.with(bare, "/lineage/request_id", '"' + "r".repeat(513) + '"');

    assertThat(backfill.apply(longest).at("/lineage/trace_id").textValue()).hasSize(512);
    assertThat(backfill.apply(tooLong)).isSameAs(tooLong);
  }

  @Test
  void tellsOnlyIdsThatAreNames() {
    var bare = Packets.with(Packets.route("http"), "/lineage/trace_id", "null");
    var packet =
        Packets.with(Packets.with(bare, "/lineage/tenant_id", "7"), "/lineage/decision_id", "\"\"");

    backfill.apply(packet);

    assertThat(told)
        .singleElement()
        .satisfies(
            what -> {
              assertThat(what.tenantId()).isEmpty();
              assertThat(what.decisionId()).isEmpty();
              assertThat(what.routeId()).contains("route-1");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"lineage\"", "null"})
  void leavesWhatHasNoLineage(String lineage) {
    var packet = Packets.with(Packets.route("http"), "/lineage", lineage);

    assertThat(backfill.apply(packet)).isSameAs(packet);
    assertThat(backfill.apply(packet.path("lineage"))).isSameAs(packet.path("lineage"));
  }
}
