package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.RequestIds;
import io.executionplane.node.document.ExecutionDocuments;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.remote.HttpCaller;
import io.executionplane.node.remote.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ep submit}: submits a raw admission request. */
@Command(
    name = "submit",
    description = {
      "Submits an admission request, as JSON, and prints what became of it. It must say on whose"
          + " authority.",
      "",
      "A node that runs goes on with it; without one it runs in here, and its end is waited for."
          + " With --wait we exit as \"ep run\" would have."
    },
    footer = {"", "Example:", "  ep submit request.json --wait"},
    mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

  private static final Duration FOR_EVER = Duration.ofDays(3650);

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Parameters(paramLabel = "FILE|-", description = "The request; - for our standard input.")
  private String file = "-";

  @Option(names = "--wait", description = "Wait for its end.")
  private boolean wait;

  private final Console console;

  SubmitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var given = request();
    // Whoever serves us: it is the same request, which is run once.
    var request = given.requestId().isEmpty() ? given.withRequestId(RequestIds.fresh()) : given;
    return Reach.either(
        store, console, () -> here(request), server -> there(new HttpCaller(server), request));
  }

  private AdmissionRequest request() {
    try {
      return AdmissionRequest.CONTRACT.decode(Json.parse(bytes()));
    } catch (MalformedJsonException | ContractViolationException wrong) {
      throw new CliException(name() + ": " + wrong.getMessage());
    } catch (IOException unreadable) {
      throw new CliException(name() + " cannot be read");
    }
  }

  private String name() {
    return file.equals("-") ? "standard input" : file;
  }

  private byte[] bytes() throws IOException {
    try (var input = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      return input.readNBytes(Json.DOCUMENT_BYTES_MAX + 1);
    }
  }

  // --- In here

  private int here(AdmissionRequest request) {
    try (var interruption = Interruption.watch();
        var shared = SharedPlane.open(store, "ep submit", console)) {
      var plane = shared.plane();
      var ref = admitted(Planes.await(plane, plane.client().submit(request)));
      interruption.onInterrupt(() -> plane.client().cancel(ref, "user interrupt"));
      Planes.await(plane, plane.client().awaitResult(ref, FOR_EVER), FOR_EVER);
      return told(ended(plane, ref));
    }
  }

  private static ExecutionRef admitted(SubmitReply reply) {
    if (reply instanceof SubmitReply.Receipt receipt
        && receipt.status() != ExecutionStatus.REJECTED) {
      return receipt.ref();
    }
    throw new CliException(reply.ref() + " " + Refusals.say(reply));
  }

  private static JsonNode ended(ExecutionPlane plane, ExecutionRef ref) {
    return ExecutionDocuments.of(plane.journal().reader().find(ref).orElseThrow());
  }

  // --- At a server

  private int there(HttpCaller caller, AdmissionRequest request) {
    var receipt = submitted(caller, request);
    if (!wait) {
      new Report(receipt, table(receipt)).print(console, format.format());
      return ExitStatus.OK;
    }
    var ref = new ExecutionRef(receipt.path("execution_ref").asText());
    return told(new ServedView(caller).awaitEnd(ref));
  }

  private static JsonNode submitted(HttpCaller caller, AdmissionRequest request) {
    try {
      return caller.post("/v1/executions", AdmissionRequest.CONTRACT.encode(request).toString());
    } catch (ServerException refused) {
      if (refused.isGone()) {
        throw refused;
      }
      throw new CliException(
          refused
              .problem()
              .map(Refusals::say)
              .orElseGet(() -> String.valueOf(refused.getMessage())));
    }
  }

  private static Table table(JsonNode receipt) {
    return Table.plain()
        .row(receipt.path("execution_ref").asText(), receipt.path("status").asText());
  }

  private int told(JsonNode execution) {
    new Report(execution, ExecutionTables.one(execution)).print(console, format.format());
    return wait ? ExitStatus.of(execution) : ExitStatus.OK;
  }
}
