package io.executionplane.contracts.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.samples.Packets;
import io.executionplane.contracts.surface.ExecutionSurface;
import io.executionplane.contracts.surface.PlacementFamily;
import io.executionplane.contracts.surface.RequiredCapabilities;
import io.executionplane.contracts.surface.SurfaceCapabilities;
import io.executionplane.contracts.surface.SurfaceKind;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items 30 to 32 of the acceptance list. */
class PlacementAcceptanceTest {

  @DisplayName("30: a placement carries no command")
  @Test
  void stripsLaunchFields() {
    var document =
        """
        { "surface_kind": "ssh_exec",
          "transport_options": {
            "destination": "host", "command": "rm", "args": ["-rf"], "cwd": "/", "env": {},
            "clear_env": true, "clear_env?": true, "user": "root" } }
        """;

    var surface = ExecutionSurface.CONTRACT.decode(Json.parse(document));

    assertThat(surface.transportOptions().map(JsonObject::canonical))
        .contains("{\"destination\":\"host\"}");
  }

  @DisplayName("30: a placement of another version is refused")
  @Test
  void refusesAnotherVersion() {
    var document = Json.parse("{\"contract_version\":\"execution_surface.v2\"}");

    assertThat(ExecutionSurface.CONTRACT.violations(document))
        .containsExactly(new Violation("/contract_version", "must be execution_surface.v1"));
  }

  @DisplayName("31: every kind has its family")
  @ParameterizedTest
  @CsvSource({
    "LOCAL_SUBPROCESS, LOCAL",
    "SSH_EXEC, SSH",
    "GUEST_BRIDGE, GUEST",
    "LOWER_SIMULATION, NONE"
  })
  void mapsEveryKindToItsFamily(SurfaceKind kind, PlacementFamily family) {
    assertThat(kind.family()).isEqualTo(family);
  }

  @DisplayName("31: no family is called isolated")
  @Test
  void claimsNoIsolation() {
    var names = Arrays.stream(PlacementFamily.values()).map(PlacementFamily::name).toList();
    var capabilities = SurfaceCapabilities.CONTRACT.encode(SurfaceKind.GUEST_BRIDGE.maximum());

    assertThat(names).containsExactly("LOCAL", "SSH", "GUEST", "NONE");
    assertThat(capabilities.properties().stream().map(entry -> entry.getKey()))
        .noneMatch(name -> name.contains("isol") || name.contains("sandbox"));
  }

  @DisplayName("32: a capability that nobody knows is refused")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/startup, \"teleport\"",
        "/path, \"cloud\"",
        "/interrupt, \"plead\"",
        "/teleport, true"
      })
  void refusesUnknownCapabilities(String pointer, String value) {
    var offered = SurfaceCapabilities.CONTRACT.encode(SurfaceKind.LOCAL_SUBPROCESS.maximum());
    var required = (ObjectNode) RequiredCapabilities.CONTRACT.encode(nothing());

    assertThat(
            SurfaceCapabilities.CONTRACT.violations(
                Packets.with((ObjectNode) offered, pointer, value)))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
    assertThat(RequiredCapabilities.CONTRACT.violations(Packets.with(required, pointer, value)))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  private static RequiredCapabilities nothing() {
    return RequiredCapabilities.CONTRACT.decode(Json.parse("{}"));
  }
}
