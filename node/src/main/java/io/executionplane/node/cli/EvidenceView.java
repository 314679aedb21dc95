package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.journal.anchor.IndexedEntry;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.UnreadableEventException;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.read.StoredRow;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What an execution's record is made of: a document with every hash whole, and rows with hashes
 * that people can compare. It says what is stored and judges only whether neighbours are linked.
 */
final class EvidenceView {

  /** The name of the algorithm and 12 digits: enough to tell hashes apart. */
  private static final int SHORT_CHARS = "sha256:".length() + 12;

  private static final Contract<StreamRecord> RECORD = Contract.of(StreamRecord.class);

  private final ExecutionRef ref;
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private final Table table = Table.plain();

  /** The last thing that an event said of each stream, by name. */
  private final Map<String, ObjectNode> streams = new TreeMap<>();

  private ChainHead head;

  EvidenceView(ExecutionRef ref) {
    this.ref = ref;
    this.head = ChainHead.genesis(ref);
    document.put("execution_ref", ref.text()).put("genesis", head.hash().text());
    table.row("execution", ref.text());
    table.row("genesis", shortened(head.hash()));
  }

  Report report() {
    return new Report(document, table);
  }

  // --- The chain

  /** Adds the events, and the streams that they speak of. */
  void addChain(JournalReader reader) {
    var events = document.putArray("events");
    reader.rows(ref, 1).forEach(row -> add(row, events));
    document.putObject("head").put("seq", head.seq()).put("hash", head.hash().text());
    var list = document.putArray("streams");
    streams.values().forEach(stream -> addStream(stream, list));
  }

  private void add(StoredRow row, ArrayNode events) {
    var before = head;
    head = new ChainHead(row.seq() - 1, before.hash()).after(row.bytes().toArray());
    var entry = events.addObject().put("seq", row.seq()).put("hash", head.hash().text());
    try {
      var event = row.event().event();
      var linked = row.seq() == before.seq() + 1 && event.prev().equals(before.hash());
      entry
          .put("evidence_type", event.type())
          .put("emitted_at", Timestamps.text(event.emittedAt()))
          .put("prev", event.prev().text())
          .put("linked", linked);
      table.row(
          "seq " + row.seq(),
          shortened(head.hash()),
          linked ? "linked" : "NOT LINKED",
          Times.text(event.emittedAt()) + "  " + event.type());
      note(event);
    } catch (UnreadableEventException damaged) {
      var why = String.valueOf(damaged.getMessage());
      entry.put("damaged", why);
      table.row("seq " + row.seq(), shortened(head.hash()), "DAMAGED", why);
    }
  }

  // --- Streams

  private void note(EvidenceEvent event) {
    if (event.payload() instanceof AdmissionAccepted accepted) {
      note(event.seq(), accepted.request());
    } else if (event.payload() instanceof AdmissionRejected rejected) {
      note(event.seq(), rejected.request());
    } else if (event.payload() instanceof StreamClosed closed) {
      note(event.seq(), closed.record());
    } else if (event.payload() instanceof OutputRecorded open) {
      streams.put(
          open.stream().text(),
          JsonNodeFactory.instance
              .objectNode()
              .put("stream", open.stream().text())
              .put("total_bytes", open.to())
              .put("chunk_count", open.chunkCount())
              .put("root", open.root().text())
              .putNull("ending")
              .put("seq", event.seq()));
    }
  }

  private void note(long seq, StreamRecord record) {
    var stream = (ObjectNode) RECORD.encode(record);
    streams.put(record.stream().text(), stream.put("seq", seq));
  }

  private void addStream(ObjectNode stream, ArrayNode list) {
    list.add(stream);
    table.row(
        stream.path("stream").asText(),
        shortened(new Sha256(stream.path("root").asText())),
        stream.path("ending").asText("open"),
        "seq %d: %d bytes, stored chunks: %d"
            .formatted(
                stream.path("seq").asLong(),
                stream.path("total_bytes").asLong(),
                stream.path("chunk_count").asLong()));
  }

  // --- The log

  /** Adds the newest anchor, and the newest checkpoint of the log. */
  void addLog(DataSource database) {
    var log = new LogReader(database);
    var anchors = log.anchors(ref);
    if (anchors.isEmpty()) {
      document.putNull("anchor");
      table.row("anchor", "none: the log does not have this execution yet");
    } else {
      addAnchor(anchors.get(anchors.size() - 1));
    }
    log.checkpoint().ifPresentOrElse(this::addCheckpoint, () -> document.putNull("checkpoint"));
  }

  private void addAnchor(IndexedEntry newest) {
    var anchor = (ObjectNode) Json.parse(newest.entry().toArray());
    document.set("anchor", anchor.put("index", newest.index()));
    table.row(
        "anchor",
        shortened(new Sha256(anchor.path("head").asText())),
        anchor.path("state").asText(),
        "seq %d, entry %d of %s"
            .formatted(anchor.path("seq").asLong(), newest.index(), anchor.path("log").asText()));
  }

  private void addCheckpoint(SignedCheckpoint signed) {
    var checkpoint = signed.checkpoint();
    var node = document.putObject("checkpoint");
    node.put("log", checkpoint.origin())
        .put("size", checkpoint.head().size())
        .put("root", checkpoint.head().root().text());
    var signatures = node.putArray("signatures");
    for (var signature : signed.note().signatures()) {
      signatures.addObject().put("key_name", signature.keyName()).put("key_id", signature.keyId());
    }
    table.row(
        "checkpoint",
        shortened(checkpoint.head().root()),
        "signed",
        "%d entries, by %s"
            .formatted(
                checkpoint.head().size(),
                signed.note().signatures().stream()
                    .map(each -> each.keyName() + "+" + each.keyId())
                    .collect(Collectors.joining(", "))));
  }

  private static String shortened(Sha256 hash) {
    return hash.text().substring(0, SHORT_CHARS);
  }
}
