package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.journal.replay.KnownState;
import io.executionplane.journal.replay.KnownState.KnownStream;
import io.executionplane.node.document.ExecutionDocuments;
import java.util.Optional;

/** What was known of an execution at some event, as it is shown. */
final class StateViews {

  private static final Contract<TargetDescriptor> TARGET = Contract.of(TargetDescriptor.class);

  private StateViews() {}

  static Report report(KnownState known) {
    return new Report(document(known), table(known));
  }

  private static ObjectNode document(KnownState known) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("execution_ref", known.ref().text());
    node.put("seq", known.seq());
    node.put("evidence_type", known.event());
    node.put("emitted_at", Timestamps.text(known.at()));
    put(node, "status", known.status().map(ExecutionDocuments::name));
    known
        .target()
        .ifPresentOrElse(
            target -> node.set("target", TARGET.encode(target)), () -> node.putNull("target"));
    known.limits().ifPresentOrElse(limits -> add(limits, node), () -> node.putNull("limits"));
    addStreams(known, node);
    addFacts(known, node);
    put(node, "cancel_requested_by", known.cancelRequestedBy());
    known
        .result()
        .ifPresentOrElse(
            result -> node.set("result", ExecutionDocuments.RESULT.encode(result)),
            () -> node.putNull("result"));
    return node;
  }

  private static void add(KnownState.Limits limits, ObjectNode node) {
    node.putObject("limits")
        .put("timeout_ms", limits.timeoutMs())
        .put("output_bytes_max", limits.outputBytesMax())
        .put("capture_bytes_max", limits.captureBytesMax());
  }

  private static void addStreams(KnownState known, ObjectNode node) {
    var streams = node.putArray("streams");
    for (var stream : known.streams()) {
      streams
          .addObject()
          .put("stream", stream.name().text())
          .put("to", stream.end())
          .put("chunk_count", stream.chunkCount())
          .put("root", stream.root().toString())
          .put("closed", stream.closed().isPresent());
    }
  }

  private static void addFacts(KnownState known, ObjectNode node) {
    var facts = node.putArray("facts");
    for (var fact : known.facts().first()) {
      facts
          .addObject()
          .put("seq", fact.seq())
          .put("emitted_at", Timestamps.text(fact.at()))
          .put("fact", fact.payload().fact())
          .set("data", fact.payload().data().toNode());
    }
    node.put("fact_count", known.facts().count());
  }

  private static Table table(KnownState known) {
    var table = Table.plain();
    table.row("execution", known.ref().text());
    table.row("seq", known.seq() + " (" + known.event() + ")");
    table.row("at", Timestamps.text(known.at()));
    table.row("status", known.status().map(ExecutionDocuments::name).orElse("unknown"));
    known.target().ifPresent(target -> table.row("target", target.targetId()));
    known.limits().ifPresent(limits -> table.row("limits", say(limits)));
    known.streams().forEach(stream -> table.row(stream.name().text(), say(stream)));
    for (var fact : known.facts().first()) {
      table.row(
          "fact", fact.payload().fact() + " " + CanonicalJson.text(fact.payload().data().toNode()));
    }
    var more = known.facts().count() - known.facts().first().size();
    if (more > 0) {
      table.row("fact", "and " + more + " more");
    }
    known.cancelRequestedBy().ifPresent(by -> table.row("cancel", "requested by " + by));
    return table;
  }

  private static String say(KnownState.Limits limits) {
    return "%d ms, %d bytes of output, %d stored of each stream"
        .formatted(limits.timeoutMs(), limits.outputBytesMax(), limits.captureBytesMax());
  }

  private static String say(KnownStream stream) {
    return "to byte %d, %d chunks, %s"
        .formatted(
            stream.end(), stream.chunkCount(), stream.closed().isPresent() ? "closed" : "open");
  }

  private static void put(ObjectNode node, String name, Optional<String> value) {
    value.ifPresentOrElse(text -> node.put(name, text), () -> node.putNull(name));
  }
}
