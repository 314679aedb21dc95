package io.executionplane.contracts.lane.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorTerminalSurfaceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"port\":1}                                        | local_terminal | /transport_options",
        "{\"user_passwords\":{\"a\":\"credential-handle://c\"}} | ssh_terminal"
            + " | /transport_options/user_passwords",
        "{\"auth_methods\":[\"password\"],\"user_passwords\":{\"a\":\"hunter2\"}} | ssh_terminal"
            + " | /transport_options/user_passwords/a",
        "{\"shell\":\"x\"}                                   | ssh_terminal"
            + " | /transport_options/shell"
      })
  void refusesPasswordsAndOptionsThatMeanNothing(String options, String kind, String pointer) {
    var document =
        Json.parse("{\"surface_kind\":\"" + kind + "\",\"transport_options\":" + options + "}");

    assertThat(OperatorTerminalSurface.CONTRACT.violations(document))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @Test
  void isLocalUnlessItSaysOtherwise() {
    var surface = OperatorTerminalSurface.CONTRACT.decode(Json.parse("{}"));

    assertThat(surface.kind()).isEqualTo(TerminalSurfaceKind.LOCAL_TERMINAL);
  }
}
