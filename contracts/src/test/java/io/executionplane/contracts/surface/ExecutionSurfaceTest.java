package io.executionplane.contracts.surface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionSurfaceTest {

  @ParameterizedTest
  @ValueSource(strings = {"command", "args", "cwd", "env", "clear_env", "clear_env?", "user"})
  void dropsWhatBelongsToACommand(String field) {
    var surface = read("{\"transport_options\":{\"host\":\"h\",\"" + field + "\":\"x\"}}");

    assertThat(surface.transportOptions().map(JsonObject::canonical)).contains("{\"host\":\"h\"}");
  }

  @Test
  void keepsWhatOnlyLooksLikeIt() {
    var options = "{\"command_timeout\":1,\"nested\":{\"command\":\"x\"},\"users\":[]}";

    var surface = read("{\"transport_options\":" + options + "}");

    assertThat(surface.transportOptions().map(JsonObject::canonical)).contains(options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"command\":\"rm\",\"args\":[\"-rf\"]}"})
  void hasNoOptionsWhereNothingIsLeft(String options) {
    var surface = read("{\"transport_options\":" + options + "}");

    assertThat(surface).isEqualTo(ExecutionSurface.local());
    assertThat(new String(ExecutionSurface.CONTRACT.canonical(surface), UTF_8))
        .isEqualTo("{\"contract_version\":\"execution_surface.v1\"}");
  }

  @Test
  void isALocalSubprocessUnlessItSaysOtherwise() {
    assertThat(read("{}").kind()).isEqualTo(SurfaceKind.LOCAL_SUBPROCESS);
    assertThat(read("{\"surface_kind\":\"guest_bridge\"}").kind())
        .isEqualTo(SurfaceKind.GUEST_BRIDGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"contract_version\":\"execution_surface.v2\"} | /contract_version |"
            + " must be execution_surface.v1",
        "{\"surface_kind\":\"sandbox\"} | /surface_kind |"
            + " must be one of local_subprocess, ssh_exec, guest_bridge, lower_simulation",
        "{\"transport_options\":[]} | /transport_options | must be an object",
        "{\"target_id\":\"\"}       | /target_id         | must not be blank",
        "{\"lease_ref\":\" \"}      | /lease_ref         | must not be blank",
        "{\"surface_ref\":\"\"}     | /surface_ref       | must not be blank",
        "{\"boundary_class\":7}     | /boundary_class    | must be a string",
        "{\"observability\":[]}     | /observability     | must be an object",
        "{\"command\":\"rm\"}       | /command           | is not known"
      })
  void refusesWhatIsNoSurface(String document, String pointer, String rule) {
    assertThat(ExecutionSurface.CONTRACT.violations(Json.parse(document)))
        .containsExactly(new Violation(pointer, rule));
  }

  private static ExecutionSurface read(String document) {
    return ExecutionSurface.CONTRACT.decode(Json.parse(document));
  }
}
