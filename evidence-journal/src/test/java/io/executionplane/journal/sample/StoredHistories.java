package io.executionplane.journal.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RequestMetadata;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.store.JournalStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An open store of a test's own, and ways to write to it as nobody else would. */
@ParameterizedClass
@EnumSource
public abstract class StoredHistories {

  protected static final byte[] NO_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  @Parameter protected TestDatabase database;
  @TempDir protected Path directory;

  protected JournalStore store;
  protected JournalReader reader;

  @BeforeEach
  final void open() {
    store = JournalStore.open(database.settings(directory));
    reader = store.reader();
  }

  @AfterEach
  final void close() {
    if (store != null) { // Where the test is skipped there is none.
      store.close();
    }
  }

  protected void write(History... histories) throws SQLException {
    for (var history : histories) {
      Rows.write(store.dataSource(), history);
    }
  }

  protected List<History> write(int count) throws SQLException {
    var histories = new ArrayList<History>();
    for (var i = 0; i < count; i++) {
      histories.add(History.running("request-" + i));
      write(histories.get(i));
    }
    return histories;
  }

  protected void writeBytes(ExecutionRef ref, long seq, int serializer, byte[] bytes)
      throws SQLException {
    var millis = Payloads.NOON.toEpochMilli();
    Rows.write(store.dataSource(), PersistenceIds.of(ref), seq, millis, serializer, bytes);
  }

  public static String request(Map<String, String> labels, String payload) {
    var bare =
        AdmissionRequest.of("process", "run", JsonObject.of((ObjectNode) Json.parse(payload)));
    var request =
        new AdmissionRequest(
            bare.contractVersion(),
            bare.requestId(),
            bare.laneId(),
            bare.operation(),
            bare.payload(),
            bare.authorityRef(),
            bare.acceptableAttestation(),
            bare.sandboxProfile(),
            bare.placement(),
            List.of(new RuntimeConstraint(RuntimeConstraint.TIMEOUT_MS, 1000)),
            bare.provenance(),
            bare.deadlineAt(),
            Optional.of(new RequestMetadata(Optional.of("trace-1"), labels)));
    return new String(AdmissionRequest.CONTRACT.canonicalRedacted(request), StandardCharsets.UTF_8);
  }
}
