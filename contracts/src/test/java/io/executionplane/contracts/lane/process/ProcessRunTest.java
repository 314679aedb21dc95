package io.executionplane.contracts.lane.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessRunTest {

  @Test
  void needsNoMoreThanACommand() {
    var run = ProcessRun.CONTRACT.decode("{\"command\":\"true\"}".getBytes(UTF_8));

    assertThat(run).isEqualTo(ProcessRun.of("true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"argv\":[\"\",\" \",\"é\"],\"command\":\"echo\"}",
        "{\"command\":\"/bin/cat\",\"stdin\":\"bytes\",\"stdin_bytes\":\"\"}",
        "{\"command\":\"cat\",\"cwd\":\"/\",\"stdin\":\"open\"}",
        "{\"command\":\"env\",\"env\":{\" \":\"\",\"A\":\"b=c\",\"PATH\":\"/bin\"}}",
        "{\"command\":\"x\",\"grace_ms\":60000,\"stderr\":\"stdout\"}"
      })
  void takesWhatAnOperatingSystemTakes(String document) {
    var run = ProcessRun.CONTRACT.decode(document.getBytes(UTF_8));

    assertThat(new String(ProcessRun.CONTRACT.canonical(run), UTF_8)).isEqualTo(document);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "command     | \"\"                    | /command     | must not be blank",
        "command     | \"a\\u0000b\"           | /command     | must not contain NUL",
        "argv        | [\"a\",\"b\\u0000\"]    | /argv/1      | must not contain NUL",
        "argv        | [1]                     | /argv/0      | must be a string",
        "cwd         | \"tmp\"                 | /cwd         | must be absolute",
        "cwd         | \"/\\u0000\"            | /cwd         | must not contain NUL",
        "cwd         | null                    | /cwd         | must not be null",
        "env         | {\"\":\"x\"}            | /env         | must have names that are not empty"
            + " and without '='",
        "env         | {\"A=B\":\"x\"}         | /env         | must have names that are not empty"
            + " and without '='",
        "env         | {\"A\\u0000\":\"x\"}    | /env         | has a name that must not contain"
            + " NUL",
        "env         | {\"A/B\":\"\\u0000\"}   | /env/A~1B    | must not contain NUL",
        "stdin       | \"bytes\"               | /stdin_bytes | must be given exactly when stdin is"
            + " bytes",
        "stdin_bytes | \"aGk=\"                | /stdin_bytes | must be given exactly when stdin is"
            + " bytes",
        "stdin       | \"none\"                | /stdin       | must be one of bytes, open",
        "stderr      | \"stdin\"               | /stderr      | must be one of separate, stdout",
        "grace_ms    | -1                      | /grace_ms    | must be at least 0",
        "grace_ms    | 60001                   | /grace_ms    | must be at most 60000",
        "user        | \" \"                   | /user        | must not be blank",
        "env_handles | {\"A\":\"token\"}       | /env_handles/A | must be a handle that begins with"
            + " credential-handle:// or urn:credential-handle:",
        "env_handles | {\"=\":\"credential-handle://c\"} | /env_handles | must have names that are"
            + " not empty and without '='",
        "pty         | {\"cols\":0,\"rows\":24} | /pty/cols    | must be at least 1",
        "pty         | {\"cols\":80,\"rows\":24,\"term\":\"a/b\"} | /pty/term | must be of"
            + " letters, digits, plus, minus, dot and underscore",
        "interrupt   | {\"kind\":\"signal\",\"signal\":\"SIGKILL\"} | /interrupt/signal | must be"
            + " one that asks",
        "interrupt   | {\"kind\":\"input\",\"bytes\":\"\"} | /interrupt/bytes | must have at least"
            + " 1 bytes",
        "shell       | true                    | /shell       | is not known"
      })
  void refusesWhatItDoesNot(String name, String value, String pointer, String message) {
    var tree = (ObjectNode) ProcessRun.CONTRACT.encode(ProcessRun.of("true"));
    tree.set(name, Json.parse(value));

    assertThat(ProcessRun.CONTRACT.violations(tree))
        .containsExactly(new Violation(pointer, message));
  }

  @Test
  void tellsAllThatIsWrongTogether() {
    var tree =
        (ObjectNode)
            Json.parse(
                "{\"command\":\""
                    + " \",\"argv\":[\"\\u0000\"],\"cwd\":\"x\",\"env\":{\"=\":\"\\u0000\"},"
                    + "\"stdin\":\"open\",\"stdin_bytes\":\"\",\"grace_ms\":-5}");

    assertThat(ProcessRun.CONTRACT.violations(tree).stream().map(Violation::pointer))
        .containsExactlyInAnyOrder(
            "/command", "/argv/0", "/cwd", "/env", "/env/=", "/stdin_bytes", "/grace_ms");
  }

  @Test
  void takesInputThatFitsIntoADocumentAndNotMore() {
    var most = withInput(new byte[ProcessRun.STDIN_BYTES_MAX]);

    var tree = (ObjectNode) ProcessRun.CONTRACT.encode(most);
    assertThat(ProcessRun.CONTRACT.decode(tree)).isEqualTo(most);
    tree.put("stdin_bytes", Bytes.copyOf(new byte[ProcessRun.STDIN_BYTES_MAX + 1]).base64());
    assertThat(ProcessRun.CONTRACT.violations(tree))
        .containsExactly(new Violation("/stdin_bytes", "must have at most 4194304 bytes"));
  }

  private static ProcessRun withInput(byte[] input) {
    return new ProcessRun(
        "cat",
        List.of(),
        Optional.empty(),
        Map.of(),
        Optional.of(ProcessRun.StdinMode.BYTES),
        Optional.of(Bytes.copyOf(input)),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void neverTakesASignalForACode() {
    assertThat(new ProcessExit.Code(137).shellStatus()).isEqualTo(137);
    assertThat(new ProcessExit.Signal(9, "SIGKILL", false).shellStatus()).isEqualTo(137);
    assertThat((Object) new ProcessExit.Code(137))
        .isNotEqualTo(new ProcessExit.Signal(9, "SIGKILL", false));
  }
}
