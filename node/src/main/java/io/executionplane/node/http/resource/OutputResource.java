package io.executionplane.node.http.resource;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.EventStream;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import io.executionplane.node.http.api.Parameter.ValueType;
import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import io.executionplane.node.http.caller.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The bytes that executions put out and took in. */
public final class OutputResource {

  private final Service service;

  public OutputResource(Service service) {
    this.service = service;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get("/v1/executions/{ref}/output/{stream}", "readOutput")
            .does("Gives a stream of an execution, as bytes or as events.")
            .forAny(Role.READ, Role.AUDIT, Role.SUBMIT)
            .taking(
                Parameter.query("from", ValueType.INTEGER, "Offset of the first byte; 0."),
                Parameter.query(
                    "follow",
                    ValueType.BOOLEAN,
                    "Goes on with what comes, until the stream ends; true of events, false of"
                        + " bytes. Of bytes: where some were left out the transfer is broken off,"
                        + " for nothing else could say so; events declare it."),
                Parameter.header(
                    "Range",
                    ValueType.STRING,
                    "One range of bytes (RFC 9110), of a stream that has ended; else it is"
                        + " ignored."),
                Parameter.header(
                    "Last-Event-ID", ValueType.STRING, "Of events: where the reader goes on."))
            .answering(
                Answer.of(
                    200,
                    "application/octet-stream",
                    "The bytes that are stored. Stream-Total-Bytes, Stream-Omitted, Stream-Sha256"
                        + " and Stream-Ending say of a stream that has ended what passed, and what"
                        + " of that is not here."),
                Answer.of(206, "application/octet-stream", "The range."),
                Answer.of(
                    200,
                    "text/event-stream",
                    "Events bytes (base64), omitted, lagged, end; the id of each is the offset at"
                        + " which the next one begins."),
                Answer.of(204, "text/event-stream", "The reader has all of it already."))
            .by(this::read));
  }

  private CompletionStage<HttpResponse> read(Call call) {
    var stream = stream(call);
    var isStream = EventStream.isWanted(call.request());
    var from = isStream ? resumedFrom(call) : from(call);
    var follow = call.query("follow").isEmpty() ? isStream : call.isOn("follow");
    return service
        .found(call)
        .thenApply(
            view -> {
              var record = record(view, stream);
              if (Service.isOver(view) && record.isEmpty()) {
                throw Problem.of(ProblemType.NOT_FOUND, "the execution has no such stream")
                    .withCode("stream_not_found")
                    .about(view.ref())
                    .toException();
              }
              return isStream
                  ? events(call, view, stream, from, follow, record)
                  : bytes(call, view, stream, span(call, from, record), follow, record);
            });
  }

  private static StreamName stream(Call call) {
    var text = call.at("stream");
    if (!StreamName.isName(text)) {
      throw Problem.of(ProblemType.NOT_FOUND, "no stream can be called that").toException();
    }
    return new StreamName(text);
  }

  private static long from(Call call) {
    return call.number("from", 0, Long.MAX_VALUE).orElse(0L);
  }

  private static long resumedFrom(Call call) {
    return call.header("Last-Event-ID")
        .map(id -> Call.number("Last-Event-ID", id, 0, Long.MAX_VALUE))
        .orElseGet(() -> from(call));
  }

  private static Optional<StreamRecord> record(ExecutionView view, StreamName stream) {
    return Optional.ofNullable(view.state().streams().closed().get(stream));
  }

  // --- As events

  private HttpResponse events(
      Call call,
      ExecutionView view,
      StreamName stream,
      long from,
      boolean follow,
      Optional<StreamRecord> record) {
    var isResumed = call.header("Last-Event-ID").isPresent();
    if (isResumed && record.filter(known -> from >= known.totalBytes()).isPresent()) {
      return EventStream.over();
    }
    var frames = service.client(call.caller()).output(view.ref(), stream, from, follow);
    return EventStream.of(frames.map(OutputEvents::of), service.heartbeatEvery());
  }

  // --- As bytes

  private static ByteSpan span(Call call, long from, Optional<StreamRecord> record) {
    // Of a stream that goes on nobody can say which part of it a range is.
    return record
        .flatMap(known -> call.header("Range").flatMap(range -> ByteSpan.read(range, known)))
        .orElseGet(() -> ByteSpan.from(from));
  }

  private HttpResponse bytes(
      Call call,
      ExecutionView view,
      StreamName stream,
      ByteSpan span,
      boolean follow,
      Optional<StreamRecord> record) {
    var source =
        service
            .client(call.caller())
            .output(view.ref(), stream, span.from(), follow && record.isEmpty());
    var bytes = bytes(source, span, record.isPresent());
    var response =
        HttpResponse.create()
            .withStatus(span.isRange() ? 206 : 200)
            .withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_OCTET_STREAM, bytes))
            .addHeader(StreamHeaders.header("Accept-Ranges", "bytes"));
    var told = record.map(known -> StreamHeaders.add(response, known)).orElse(response);
    return span.isRange() ? told.addHeader(contentRange(span, record)) : told;
  }

  private static HttpHeader contentRange(ByteSpan span, Optional<StreamRecord> record) {
    var total = record.map(known -> Long.toString(known.totalBytes())).orElse("*");
    return StreamHeaders.header(
        "Content-Range", "bytes " + span.from() + "-" + (span.end() - 1) + "/" + total);
  }

  /** What is missing is declared in headers, or else ends the transfer before its end. */
  private static Source<ByteString, NotUsed> bytes(
      Source<OutputFrame, NotUsed> frames, ByteSpan span, boolean isDeclared) {
    return frames
        .takeWhile(frame -> !(frame instanceof OutputFrame.End))
        .map(
            frame -> {
              if (frame instanceof OutputFrame.Bytes bytes) {
                return bytes;
              }
              if (!isDeclared) {
                throw new IllegalStateException("bytes are missing, and cannot be declared");
              }
              return new OutputFrame.Bytes(frame.end(), ByteString.emptyByteString(), 0);
            })
        .takeWhile(bytes -> bytes.offset() < span.end())
        .map(
            bytes ->
                bytes
                    .bytes()
                    .take((int) Math.min(bytes.bytes().size(), span.end() - bytes.offset())))
        .filter(bytes -> !bytes.isEmpty());
  }
}
