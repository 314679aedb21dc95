package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.chain.UnreadableEventException;
import io.executionplane.journal.export.EvidenceExporter;
import io.executionplane.journal.export.EvidenceExporter.Content;
import io.executionplane.journal.export.LogExcerpt;
import io.executionplane.journal.log.LogProof;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.journal.read.StoredRow;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.view.InvalidPageTokenException;
import io.executionplane.journal.view.ListQuery;
import io.executionplane.node.Verification;
import io.executionplane.node.document.ExecutionDocuments;
import io.executionplane.node.document.VerificationDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The data directory itself, which is ours as long as this is open: nothing else runs there. */
final class StoredView implements RecordView {

  private final Stores stores;
  private final Console console;

  StoredView(Stores stores, Console console) {
    this.stores = stores;
    this.console = console;
  }

  // --- Executions

  @Override
  public JsonNode list(ListQuery query) {
    try (var progress = new ProgressLine(console, "indexed")) {
      return ExecutionDocuments.of(stores.journal().executions().page(query, progress));
    } catch (InvalidPageTokenException wrong) {
      throw new CliException("--page-token: " + wrong.getMessage());
    }
  }

  @Override
  public ExecutionRef resolve(String text) {
    return stores.resolve(text);
  }

  private ExecutionView find(ExecutionRef ref) {
    return stores.reader().find(ref).orElseThrow();
  }

  @Override
  public JsonNode show(ExecutionRef ref) {
    return ExecutionDocuments.of(find(ref));
  }

  /** Nothing runs, so nothing is waited for. */
  @Override
  public JsonNode awaitEnd(ExecutionRef ref) {
    return show(ref);
  }

  @Override
  public void events(ExecutionRef ref, boolean follow, Consumer<JsonNode> each) {
    stores.reader().rows(ref, 1).map(StoredView::document).forEach(each);
  }

  /** What is damaged is shown as that, in its place. */
  private static JsonNode document(StoredRow row) {
    try {
      return Json.parse(row.event().canonical());
    } catch (UnreadableEventException | MalformedJsonException damaged) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("seq", row.seq())
          .put("damaged", damaged.getMessage());
    }
  }

  // --- Output

  @Override
  public void output(
      ExecutionRef ref, StreamName stream, long from, boolean follow, OutputTaker taker)
      throws IOException {
    var source = new JdbcEvidenceSource(stores.journal().dataSource());
    for (var chunks = source.chunks(ref, stream.text()); chunks.hasNext(); ) {
      taker.bytes(wantedPart(chunks.next(), from));
    }
    var record = Optional.ofNullable(find(ref).state().streams().closed().get(stream));
    record.ifPresent(
        known ->
            known
                .omitted()
                .forEach(
                    gap ->
                        taker.missing(
                            gap.range().from(),
                            gap.range().to(),
                            gap.reason().name().toLowerCase(Locale.ROOT))));
  }

  private static byte[] wantedPart(ChunkRow chunk, long from) {
    var bytes = chunk.bytes();
    if (bytes == null) {
      return new byte[0];
    }
    var skipped = (int) Math.min(bytes.length, Math.max(0, from - chunk.offset()));
    return skipped == 0 ? bytes : Arrays.copyOfRange(bytes, skipped, bytes.length);
  }

  // --- Evidence

  @Override
  public JsonNode verify(ExecutionRef ref) {
    return VerificationDocuments.of(Verification.of(stores.journal(), ref));
  }

  @Override
  public byte[] proof(ExecutionRef ref) {
    var newest =
        excerpt(ref)
            .orElseThrow(() -> new CliException("this store has no log"))
            .newest()
            .orElseThrow(() -> new CliException("the log has no anchor of " + ref + " yet"));
    return new LogProof(newest.entry(), newest.proof().inclusion(), newest.proof().checkpoint())
        .bytes();
  }

  private Optional<LogExcerpt> excerpt(ExecutionRef ref) {
    return LogExcerpt.of(new LogReader(stores.journal().dataSource()), ref);
  }

  @Override
  public JsonNode export(ExecutionRef ref, Path directory, boolean commitmentsOnly) {
    try (var progress = new ExportProgressLine(console)) {
      var manifest =
          new EvidenceExporter(new JdbcEvidenceSource(stores.journal().dataSource()))
              .export(
                  ref,
                  excerpt(ref),
                  directory,
                  commitmentsOnly ? Content.COMMITMENTS_ONLY : Content.INCLUDED,
                  progress);
      return Json.parse(manifest.canonical());
    }
  }

  @Override
  public void close() {
    stores.close();
  }
}
