package io.executionplane.journal.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.StoredHistories;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalReaderTest extends StoredHistories {

  @Test
  void givesTheRowsOfAnExecutionInOrder() throws SQLException {
    var history = History.running("request-1").and(Payloads.completed());
    write(History.running("request-2"), history);

    var rows = reader.rows(history.ref());

    assertThat(rows).extracting(StoredRow::event).containsExactlyElementsOf(history.events());
    assertThat(rows).extracting(StoredRow::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void givesNoRowsOfWhatItDoesNotKnow() {
    assertThat(reader.rows(History.of("request-1").ref())).isEmpty();
    assertThat(reader.find(History.of("request-1").ref())).isEmpty();
  }

  @Test
  void readsALongHistoryPageByPage() throws SQLException {
    var history = History.running("request-1");
    for (var i = 0; i < 600; i++) {
      history = history.and(Payloads.output(StreamName.STDOUT, i, i + 1));
    }
    write(history);

    var rows = reader.rows(history.ref());

    assertThat(rows).extracting(StoredRow::event).containsExactlyElementsOf(history.events());
  }

  @Test
  void readsOnlyAsFarAsItIsConsumed() throws SQLException {
    var history = History.running("request-1").and(Payloads.completed());
    write(history);

    var second = reader.rows(history.ref(), 2).findFirst();

    assertThat(second).map(StoredRow::event).contains(history.events().get(1));
  }

  @Test
  void tellsHowAnExecutionEnded() throws SQLException {
    var history = History.running("request-1").and(Payloads.failed());
    write(history);

    var view = reader.find(history.ref()).orElseThrow();

    assertThat(view.status()).contains(ExecutionStatus.FAILED);
    assertThat(view.state().result().orElseThrow().failure())
        .isEqualTo(Payloads.failed().failure());
    assertThat(view.tenantId()).contains("default");
    assertThat(view.requestId()).contains("request-1");
    assertThat(view.laneId()).contains("process");
    assertThat(view.targetId()).contains("local");
    assertThat(view.events()).isEqualTo(4);
    assertThat(view.defect()).isEmpty();
  }

  @Test
  void findsTheLabelsInTheRecordedRequest() throws SQLException {
    var history = History.running("request-1");
    write(history);
    var request = request(Map.of("team", "a", "ticket", "T-1"), "{\"argv\":[\"x\"]}");
    Rows.writeRequest(store.dataSource(), history.ref(), request, 64);

    var view = reader.find(history.ref()).orElseThrow();

    assertThat(view.labels()).containsExactly(Map.entry("team", "a"), Map.entry("ticket", "T-1"));
  }

  @Test
  void findsTheLabelsOfARequestThatIsTooLargeToBeRead() throws SQLException {
    var history = History.running("request-1");
    write(history);
    var request = request(Map.of("team", "a"), "{\"stdin\":\"" + "x".repeat(700_000) + "\"}");
    Rows.writeRequest(store.dataSource(), history.ref(), request, 64 * 1024);

    var view = reader.find(history.ref()).orElseThrow();

    assertThat(view.labels()).containsExactly(Map.entry("team", "a"));
    assertThat(view.defect()).isEmpty();
  }

  @Test
  void findsNoLabelsWhereThereAreNone() throws SQLException {
    var history = History.running("request-1");
    write(history);
    var request =
        AdmissionRequest.CONTRACT.canonical(
            AdmissionRequest.of("process", "run", JsonObject.empty()));
    Rows.writeRequest(
        store.dataSource(), history.ref(), new String(request, StandardCharsets.UTF_8), 64);

    assertThat(reader.find(history.ref()).orElseThrow().labels()).isEmpty();
  }

  @Test
  void saysThatAStoredRequestIsNotReadable() throws SQLException {
    var history = History.running("request-1");
    write(history);
    Rows.writeRequest(store.dataSource(), history.ref(), "{\"metadata\":", 64);

    var view = reader.find(history.ref()).orElseThrow();

    assertThat(view.defect()).contains(history.ref() + ": the stored request is not readable");
  }

  @Test
  void foldsUpToATornRowAndNamesIt() throws SQLException {
    var history = History.running("request-1");
    write(history);
    writeBytes(history.ref(), 4, EvidenceSerializer.IDENTIFIER, NO_EVENT);
    writeBytes(history.ref(), 5, EvidenceSerializer.IDENTIFIER, NO_EVENT);

    var view = reader.find(history.ref()).orElseThrow();

    assertThat(view.events()).isEqualTo(3);
    assertThat(view.defect().orElseThrow())
        .startsWith(history.ref() + " seq 4: 2 stored bytes are not an event: ");
  }

  @Test
  void foldsUpToAForeignRowAndNamesIt() throws SQLException {
    var history = History.running("request-1");
    write(history);
    writeBytes(history.ref(), 4, 17, history.next(Payloads.completed()).canonical());

    var view = reader.find(history.ref()).orElseThrow();

    assertThat(view.defect())
        .contains(history.ref() + " seq 4: it was written by serializer 17, not by 1165001");
  }

  @Test
  void foldsUpToABrokenLinkAndNamesIt() throws SQLException {
    var history = History.running("request-1");
    Rows.write(store.dataSource(), history.events().get(0));
    Rows.write(store.dataSource(), history.events().get(2));

    var view = reader.find(history.ref()).orElseThrow();

    assertThat(view.status()).contains(ExecutionStatus.ACCEPTED);
    assertThat(view.defect())
        .contains(history.ref() + " seq 3 execution.started: it follows seq 1");
  }
}
