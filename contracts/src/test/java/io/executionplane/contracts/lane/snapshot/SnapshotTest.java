package io.executionplane.contracts.lane.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

  private static final String REF = "{\"snapshot_ref\":\"sha256:" + "a".repeat(64) + "\",";

  @ParameterizedTest
  @ValueSource(
      strings = {"", "main", ".main", "a.", "a..b", "1a.b", "a.b-c", "a/b.c", "a.é", " a.b"})
  void refusesHandlersThatNameNoFunction(String handler) {
    var document = Json.parse(REF + "\"handler\":\"" + handler + "\"}");

    assertThat(SnapshotExecute.CONTRACT.violations(document))
        .extracting(Violation::pointer)
        .containsExactly("/handler");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "GET", "GET ", "GET x", "get /x", "GET  /x", "GET /x y", " GET /x"})
  void refusesHttpExportsThatAreNoRoute(String name) {
    var document = Json.parse(REF + "\"kind\":\"http\",\"name\":\"" + name + "\"}");

    assertThat(SnapshotInvoke.CONTRACT.violations(document))
        .extracting(Violation::pointer)
        .containsExactly("/name");
  }

  @Test
  void takesContextFromNobodyButThePlane() {
    var document =
        Json.parse(REF + "\"kind\":\"tool\",\"name\":\"t\",\"payload\":{\"ctx\":{\"a\":1}}}");

    assertThat(SnapshotInvoke.CONTRACT.violations(document))
        .containsExactly(
            new Violation("/payload", "must not have ctx: context comes from the plane"));
  }
}
