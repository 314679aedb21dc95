package io.executionplane.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.journal.log.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The verifier in another language, which shares no code with ours. */
final class OtherVerifier {

  private static final Path SCRIPT = Path.of("..", "docs", "verifier", "verify-export.mjs");
  private static final int NODE_MIN = 18;

  private OtherVerifier() {}

  /**
   * What it says of a directory.
   *
   * @param failed the places that it names, in its order
   */
  record Answer(String verdict, List<String> failed, List<String> notChecked) {}

  /** Whether there is something here that runs it. */
  static boolean isRunnable() {
    try {
      var version = output(List.of("node", "--version")).strip();
      var major = version.substring(1, version.indexOf('.'));
      return Integer.parseInt(major) >= NODE_MIN;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Asks about many directories at once. */
  static List<Answer> verify(List<VerifierKey> trusted, Path scratch, List<Path> exports)
      throws IOException {
    var command = new ArrayList<>(List.of("node", SCRIPT.toString(), "--json"));
    if (!trusted.isEmpty()) {
      var keys = scratch.resolve("auditor-keys");
      Files.write(keys, trusted.stream().map(VerifierKey::text).toList());
      command.addAll(List.of("--key", keys.toString()));
    }
    exports.forEach(each -> command.add(each.toString()));
    var answers = output(command).lines().map(OtherVerifier::answer).toList();
    assertThat(answers).hasSameSizeAs(exports);
    return answers;
  }

  private static Answer answer(String line) {
    var document = Json.parse(line);
    var failed = new ArrayList<String>();
    var notChecked = new ArrayList<String>();
    document.path("failed").forEach(each -> failed.add(each.path("place").asText()));
    document.path("not_checked").forEach(each -> notChecked.add(each.path("place").asText()));
    return new Answer(document.path("verdict").asText(), failed, notChecked);
  }

  private static String output(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    return output;
  }
}
