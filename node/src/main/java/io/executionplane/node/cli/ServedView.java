package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.journal.export.ExportVerifier;
import io.executionplane.journal.view.ListQuery;
import io.executionplane.node.document.ExecutionDocuments;
import io.executionplane.node.document.VerificationDocuments;
import io.executionplane.node.remote.EventReader;
import io.executionplane.node.remote.HttpCaller;
import io.executionplane.node.remote.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The plane of a server. */
final class ServedView implements RecordView, NodeView {

  /** How often a follower whose connection was lost comes back without having got anything. */
  private static final int VAIN_RETURNS_MAX = 5;

  private final HttpCaller caller;

  ServedView(HttpCaller caller) {
    this.caller = caller;
  }

  private static String path(ExecutionRef ref) {
    return "/v1/executions/" + ref.text();
  }

  // --- Executions

  @Override
  public JsonNode list(ListQuery query) {
    var parameters = new ArrayList<String>();
    parameters.add("page_size=" + query.limit());
    query.statuses().forEach(each -> add(parameters, "status", ExecutionDocuments.name(each)));
    query.laneId().ifPresent(lane -> add(parameters, "lane", lane));
    query.targetId().ifPresent(target -> add(parameters, "target", target));
    query.tenantId().ifPresent(tenant -> add(parameters, "tenant", tenant));
    query.labels().forEach((name, value) -> add(parameters, "label." + name, value));
    query.since().ifPresent(from -> add(parameters, "since", Timestamps.text(from)));
    query.until().ifPresent(to -> add(parameters, "until", Timestamps.text(to)));
    query.pageToken().ifPresent(token -> add(parameters, "page_token", token));
    return caller.get("/v1/executions?" + String.join("&", parameters));
  }

  private static void add(List<String> parameters, String name, String value) {
    parameters.add(encoded(name) + "=" + encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public ExecutionRef resolve(String text) {
    if (ExecutionRef.isRef(text)) {
      return new ExecutionRef(text);
    }
    var found = caller.get("/v1/executions?q=" + encoded(text)).path("executions");
    if (found.size() == 1) {
      return new ExecutionRef(found.get(0).path("execution_ref").asText());
    }
    throw new CliException(
        found.isEmpty()
            ? "there is no execution " + text + " at " + caller.server()
            : text
                + " could be "
                + StreamSupport.stream(found.spliterator(), false)
                    .map(each -> each.path("execution_ref").asText())
                    .collect(Collectors.joining(", ")));
  }

  @Override
  public JsonNode show(ExecutionRef ref) {
    return caller.get(path(ref));
  }

  @Override
  public JsonNode awaitEnd(ExecutionRef ref) {
    var known = show(ref);
    while (known.path("ended_at").isNull()) {
      known = caller.get(path(ref) + "?wait=30");
    }
    return known;
  }

  @Override
  public void events(ExecutionRef ref, boolean follow, Consumer<JsonNode> each) {
    if (follow) {
      followed(path(ref) + "/events", "", event -> each.accept(Json.parse(event.data())));
      return;
    }
    var from = 1L;
    while (from > 0) {
      var page = caller.get(path(ref) + "/events?page_size=1000&from=" + from);
      page.path("events").forEach(each);
      from = page.path("next_from").asLong(0);
    }
  }

  // --- Output

  @Override
  public void output(
      ExecutionRef ref, StreamName stream, long from, boolean follow, OutputTaker taker)
      throws IOException {
    var query = "?from=" + from + "&follow=" + follow;
    try {
      followed(
          path(ref) + "/output/" + encoded(stream.text()) + query, "", event -> take(event, taker));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    } catch (ServerException refused) {
      // An execution without this stream has put out nothing there.
      if (!refused.code().equals("stream_not_found")) {
        throw refused;
      }
    }
  }

  private static void take(EventReader.Event event, OutputTaker taker) {
    try {
      switch (event.name()) {
        case "bytes" -> taker.bytes(Base64.getDecoder().decode(event.data()));
        case "omitted", "lagged" -> {
          var gap = Json.parse(event.data());
          taker.missing(
              gap.path("from").asLong(),
              gap.path("to").asLong(),
              gap.path("reason").asText(event.name()));
        }
        default -> {
          // The end, after which the server ends the stream.
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads events to their end; where the connection is lost, from where it was lost on. */
  private void followed(String path, String lastId, Consumer<EventReader.Event> each) {
    var last = lastId;
    for (var vain = 0; ; vain++) {
      try (var events = caller.events(path, last)) {
        for (var event = events.next(); event.isPresent(); event = events.next()) {
          each.accept(event.get());
          last = event.get().id();
          vain = 0;
        }
        return;
      } catch (IOException lost) {
        if (vain >= VAIN_RETURNS_MAX) {
          throw new CliException(
              ExitStatus.CONNECTION_LOST, "the connection to " + caller.server() + " was lost");
        }
      }
    }
  }

  // --- Evidence

  @Override
  public JsonNode verify(ExecutionRef ref) {
    try {
      var directory = Files.createTempDirectory("execution-plane-verify");
      try {
        export(ref, directory, false);
        return VerificationDocuments.of(new ExportVerifier(List.of()).verify(directory));
      } finally {
        FetchedExport.delete(directory);
      }
    } catch (IOException failure) {
      throw new CliException("the evidence cannot be kept: " + failure.getMessage());
    }
  }

  @Override
  public byte[] proof(ExecutionRef ref) {
    try (var body = caller.bytes(path(ref) + "/evidence/proof")) {
      return body.readAllBytes();
    } catch (IOException lost) {
      throw new CliException(ExitStatus.CONNECTION_LOST, "the connection was lost");
    }
  }

  @Override
  public JsonNode export(ExecutionRef ref, Path directory, boolean commitmentsOnly) {
    var query = commitmentsOnly ? "?commitments_only=true" : "";
    try (var body = caller.bytes(path(ref) + "/evidence/export" + query)) {
      return FetchedExport.unpack(body, directory);
    } catch (IOException failed) {
      throw new CliException("--out: " + directory + ": " + failed.getMessage());
    }
  }

  // --- The node

  @Override
  public JsonNode cancel(ExecutionRef ref, String by) {
    return caller.post(path(ref) + ":cancel");
  }

  @Override
  public JsonNode node() {
    return caller.get("/v1/node");
  }

  @Override
  public JsonNode lanes() {
    return caller.get("/v1/lanes");
  }

  @Override
  public JsonNode targets() {
    return caller.get("/v1/targets");
  }

  @Override
  public Optional<JsonNode> probe(String targetId) {
    try {
      return Optional.of(caller.post("/v1/targets/" + encoded(targetId) + ":probe"));
    } catch (ServerException refused) {
      if (refused.status() == 404) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** The JDK's client needs no closing. */
  @Override
  public void close() {}
}
