package io.executionplane.contracts.samples;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.lane.snapshot.SnapshotDescribeOutput;
import io.executionplane.contracts.lane.snapshot.SnapshotEnvelope;
import io.executionplane.contracts.lane.snapshot.SnapshotError;
import io.executionplane.contracts.lane.snapshot.SnapshotExecute;
import io.executionplane.contracts.lane.snapshot.SnapshotExecuteOutput;
import io.executionplane.contracts.lane.snapshot.SnapshotExports;
import io.executionplane.contracts.lane.snapshot.SnapshotInvoke;
import io.executionplane.contracts.lane.snapshot.SnapshotInvokeOutput;
import io.executionplane.contracts.lane.snapshot.SnapshotKind;
import io.executionplane.contracts.lane.snapshot.SnapshotMeta;
import java.util.Map;
import java.util.Optional;

/** Makes invocations of snapshots and their answers. */
final class SnapshotMakers {

  private final RandomContracts random;

  private SnapshotMakers(RandomContracts random) {
    this.random = random;
  }

  static void addTo(RandomContracts random) {
    var makers = new SnapshotMakers(random);
    random.put(SnapshotInvoke.class, makers::invoke);
    random.put(
        SnapshotExecute.class,
        () ->
            random.record(
                SnapshotExecute.class,
                Map.of("handler", "a.b_1." + makers.word(), "event", makers.withoutContext())));
    random.put(
        SnapshotExports.HttpHandler.class,
        () ->
            random.record(SnapshotExports.HttpHandler.class, Map.of("path", "/" + makers.word())));
    random.put(SnapshotEnvelope.class, makers::envelope);
    random.put(SnapshotDescribeOutput.class, makers::describeOutput);
    random.put(SnapshotInvokeOutput.class, makers::invokeOutput);
    random.put(SnapshotExecuteOutput.class, makers::executeOutput);
  }

  private Object invoke() {
    var kind = random.oneOf(SnapshotKind.values());
    var name = kind == SnapshotKind.HTTP ? "GET /" + word() : word();
    return random.record(
        SnapshotInvoke.class, Map.of("kind", kind, "name", name, "payload", withoutContext()));
  }

  private SnapshotEnvelope envelope() {
    var version = random.oneOf(SnapshotEnvelope.SchemaVersion.values());
    var meta = random.some(SnapshotMeta.class);
    if (random.random().nextBoolean()) {
      var status = 200 + random.random().nextInt(100);
      return new SnapshotEnvelope(version, true, status, null, meta);
    }
    var error = random.some(SnapshotError.class);
    return new SnapshotEnvelope(version, false, error.code().httpStatus(), error, meta);
  }

  private Object describeOutput() {
    var envelope = envelope();
    return new SnapshotDescribeOutput(
        envelope, envelope.ok() ? random.some(SnapshotExports.class) : null);
  }

  private Object invokeOutput() {
    var envelope = envelope();
    return new SnapshotInvokeOutput(envelope, envelope.ok() ? random.some(JsonValue.class) : null);
  }

  private Object executeOutput() {
    var envelope = envelope();
    return new SnapshotExecuteOutput(envelope, envelope.ok() ? random.some(JsonValue.class) : null);
  }

  /** Context comes from the plane: its name may not stand in what a caller gives. */
  private Optional<JsonObject> withoutContext() {
    return random
        .maybe(JsonObject.class)
        .map(
            given -> {
              var tree = given.toNode();
              tree.remove("ctx");
              return JsonObject.of(tree);
            });
  }

  private String word() {
    return random.text().from("abc_", 1 + random.random().nextInt(9));
  }
}
