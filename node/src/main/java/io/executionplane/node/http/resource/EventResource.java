package io.executionplane.node.http.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.json.Json;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.node.http.api.Answer;
import io.executionplane.node.http.api.Answers;
import io.executionplane.node.http.api.Call;
import io.executionplane.node.http.api.EventStream;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import io.executionplane.node.http.api.Parameter.ValueType;
import io.executionplane.node.http.caller.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;

/** The events of executions, as they are recorded. */
public final class EventResource {

  private static final int PAGE_DEFAULT = 100;
  private static final int PAGE_MAX = 1000;

  private final Service service;

  public EventResource(Service service) {
    this.service = service;
  }

  /** What it answers. */
  public List<Operation> operations() {
    return List.of(
        Operation.get("/v1/executions/{ref}/events", "readEvents")
            .does("Gives the recorded events of an execution, as a page or as they come.")
            .forAny(Role.READ, Role.AUDIT, Role.SUBMIT)
            .taking(
                Parameter.query("from", ValueType.INTEGER, "Sequence number of the first; 1."),
                Parameter.query(
                    "page_size",
                    ValueType.INTEGER,
                    "Of a page: at most so many, 1 to %d; %d.".formatted(PAGE_MAX, PAGE_DEFAULT)),
                Parameter.header(
                    "Last-Event-ID",
                    ValueType.STRING,
                    "Of a stream: the sequence number of the last event that the reader has."))
            .answering(
                Answer.json(200, "EventPage", "A page; next_from is where the next one begins."),
                Answer.of(
                    200,
                    "text/event-stream",
                    "All events from there on, each as soon as it is durable, up to the terminal"
                        + " one. The id of each is its sequence number."),
                Answer.of(204, "text/event-stream", "The reader has the terminal event already."))
            .by(this::read));
  }

  private CompletionStage<HttpResponse> read(Call call) {
    var isStream = EventStream.isWanted(call.request());
    var from = isStream ? resumedFrom(call) : from(call);
    return service
        .found(call)
        .thenCompose(
            view ->
                isStream
                    ? CompletableFuture.completedStage(stream(call, view, from))
                    : page(call, view, from));
  }

  private static long from(Call call) {
    return call.number("from", 1, Long.MAX_VALUE).orElse(1L);
  }

  private static long resumedFrom(Call call) {
    return call.header("Last-Event-ID")
        .map(id -> Call.number("Last-Event-ID", id, 0, Long.MAX_VALUE - 1) + 1)
        .orElseGet(() -> from(call));
  }

  private HttpResponse stream(Call call, ExecutionView view, long from) {
    if (Service.isOver(view) && from > view.events()) {
      return EventStream.over();
    }
    var events =
        service
            .client(call.caller())
            .events(view.ref(), from, true)
            .map(
                event ->
                    new EventStream.Event(
                        Long.toString(event.event().seq()), event.event().type(), text(event)));
    return EventStream.of(events, service.heartbeatEvery());
  }

  private CompletionStage<HttpResponse> page(Call call, ExecutionView view, long from) {
    var size = call.number("page_size", 1, PAGE_MAX).orElse((long) PAGE_DEFAULT);
    return service
        .client(call.caller())
        .events(view.ref(), from, false)
        .take(size + 1)
        .runWith(Sink.seq(), call.system())
        .thenApply(events -> page(events, size.intValue()));
  }

  /** One more was read than is shown: whether there is a next page is known, and not guessed. */
  private static HttpResponse page(List<RecordedEvent> events, int size) {
    var document = JsonNodeFactory.instance.objectNode();
    var list = document.putArray("events");
    events.stream().limit(size).forEach(event -> list.add(Json.parse(event.canonical())));
    if (events.size() > size) {
      document.put("next_from", events.get(size).event().seq());
    } else {
      document.putNull("next_from");
    }
    return Answers.ok(document);
  }

  /** Canonical JSON has no line breaks. */
  private static String text(RecordedEvent event) {
    return new String(event.canonical(), StandardCharsets.UTF_8);
  }
}
