package io.executionplane.node.http.resource;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.log.EntryBundle;
import io.executionplane.journal.log.HashTile;
import io.executionplane.journal.log.LogResource;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemException;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Role;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The log, as files that never change (C2SP tlog-tiles). Only auditors see it: entries name what
 * every tenant did.
 */
public final class LogFileResource {

  /** Full tiles never change, and partial ones stay what they were. */
  private static final RawHeader FOR_EVER =
      RawHeader.create("Cache-Control", "private, max-age=31536000, immutable");

  private static final RawHeader NEVER = RawHeader.create("Cache-Control", "no-cache");

  private final Service service;

  public LogFileResource(Service service) {
    this.service = service;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get("/v1/log/checkpoint", "readCheckpoint")
            .does("Gives the newest signed checkpoint of the log.")
            .forAny(Role.AUDIT)
            .answering(Answer.of(200, "text/plain", "A signed note (C2SP tlog-checkpoint)."))
            .by(call -> checkpoint()),
        Operation.get("/v1/log/tile/entries/{path...}", "readEntries")
            .does("Gives a bundle of entries of the log.")
            .forAny(Role.AUDIT)
            .answering(Answer.of(200, "application/octet-stream", "The bundle (C2SP tlog-tiles)."))
            .by(call -> resource(call, "tile/entries/")),
        Operation.get("/v1/log/tile/{path...}", "readTile")
            .does("Gives a tile of hashes of the log.")
            .forAny(Role.AUDIT)
            .answering(Answer.of(200, "application/octet-stream", "The tile (C2SP tlog-tiles)."))
            .by(call -> resource(call, "tile/")));
  }

  private LogReader log() {
    return new LogReader(service.plane().journal().dataSource());
  }

  private CompletionStage<HttpResponse> checkpoint() {
    return service.reading(
        () ->
            log()
                .checkpoint()
                .map(
                    signed ->
                        file(ContentTypes.TEXT_PLAIN_UTF8, signed.note().bytes()).addHeader(NEVER))
                .orElseThrow(LogFileResource::absent));
  }

  private CompletionStage<HttpResponse> resource(Call call, String prefix) {
    return service.reading(
        () ->
            file(ContentTypes.APPLICATION_OCTET_STREAM, bytes(prefix + call.at("path")))
                .addHeader(FOR_EVER));
  }

  private byte[] bytes(String path) {
    var wanted = LogResource.parse(path).orElseThrow(LogFileResource::absent);
    var size = log().checkpoint().orElseThrow(LogFileResource::absent).checkpoint().head().size();
    if (wanted instanceof HashTile tile) {
      requireThere(tile.level(), tile.index(), tile.width(), size);
      return log().read(tile);
    }
    var bundle = (EntryBundle) wanted;
    requireThere(0, bundle.index(), bundle.width(), size);
    var first = bundle.index() * LogResource.FULL_WIDTH;
    return EntryBundle.encode(
        log().entries(first, bundle.width()).stream().map(Bytes::toArray).toList());
  }

  /** Only what a signed checkpoint covers is served. */
  private static void requireThere(int level, long index, int width, long size) {
    var hashes = size >> Math.min(Long.SIZE - 1, level * 8);
    if (index > hashes / LogResource.FULL_WIDTH
        || index * LogResource.FULL_WIDTH + width > hashes) {
      throw absent();
    }
  }

  private static HttpResponse file(ContentType type, byte[] bytes) {
    return HttpResponse.create().withEntity(HttpEntities.create(type, bytes));
  }

  private static ProblemException absent() {
    return Problem.of(ProblemType.NOT_FOUND, "the log has no such file").toException();
  }
}
