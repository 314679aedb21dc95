package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.lane.process.ProcessRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to the HTTP API does what it says. */
class HttpApiGuideTest {

  private static final Path GUIDE = Path.of("../docs/http-api.md");
  private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern EXPECTED = Pattern.compile("# (\\d{3})$", Pattern.MULTILINE);
  private static final int WITHIN_SECONDS = 100;

  private static final ProcessRun SESSION =
      ProcessRun.CONTRACT.decode(Json.parse("{\"command\":\"/bin/cat\",\"stdin\":\"open\"}"));

  /** A curl that also says with which status each call was answered. */
  private static final String CURL =
      """
      #!/bin/sh
      exec "%s" -sS --max-time 30 -w '%%{stderr}status %%{http_code}\\n' "$@"
      """;

  private static final Contract<AuthorityRef> AUTHORITY = Contract.of(AuthorityRef.class);

  @TempDir Path directory;

  @Test
  void answersEachCallAsTheGuideSays() throws Exception {
    var curl = curl();
    var guide = Files.readString(GUIDE);
    try (var served = ServedPlane.in(Files.createDirectory(directory.resolve("data")))) {
      var request = served.granted(ProcessRun.of("/bin/echo", "hello"));
      write("request.json", served.body(request));
      write("authority.json", AUTHORITY.encode(request.authorityRef().orElseThrow()).toString());
      write("session.json", served.body(SESSION));

      var said = run(curl, script(guide), served);

      assertThat(expected(guide)).hasSizeGreaterThan(40);
      assertThat(statuses(said)).as(said).isEqualTo(expected(guide));
    }
  }

  @Test
  void hasAnExampleOfEveryOperation() throws IOException {
    var guide = Files.readString(GUIDE);
    var paths = Json.parse(Files.readAllBytes(OpenApiTest.PUBLISHED)).get("paths");

    paths
        .fieldNames()
        .forEachRemaining(
            path -> assertThat(guide).containsPattern("\\$EP" + example(path) + "(?:[?\"]|$)"));
  }

  @Test
  void showsARequestThatIsOne() throws IOException {
    var shown =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));

    assertThat(shown.find()).isTrue();
    var request = Json.parse(shown.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(AdmissionRequest.CONTRACT.decode(request).laneId()).isEqualTo(ProcessRun.LANE_ID);
    assertThat(ProcessRun.CONTRACT.decode(request.get("payload")).command()).isEqualTo("/bin/echo");
  }

  /** What stands for a path in an example: a name in it is a variable, or a word. */
  private static String example(String path) {
    return Stream.of(path.split("(?<=})|(?=\\{)", -1))
        .map(part -> part.startsWith("{") ? "[^?\":]+" : Pattern.quote(part))
        .collect(Collectors.joining());
  }

  private static String script(String guide) {
    return EXAMPLE
        .matcher(guide)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> expected(String guide) {
    return EXPECTED.matcher(script(guide)).results().map(found -> found.group(1)).toList();
  }

  private static List<String> statuses(String said) {
    return Pattern.compile("status (\\d{3})")
        .matcher(said)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static Path curl() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(each -> Path.of(each, "curl"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> Assumptions.abort("skipped, because curl is not here"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  /** Runs a script, and gives what curl said of the statuses. */
  private String run(Path curl, String script, ServedPlane served)
      throws IOException, InterruptedException {
    var programs = Files.createDirectory(directory.resolve("bin"));
    Files.writeString(programs.resolve("curl"), CURL.formatted(curl));
    Files.setPosixFilePermissions(
        programs.resolve("curl"), PosixFilePermissions.fromString("rwx------"));
    var said = directory.resolve("said.txt");
    var builder =
        new ProcessBuilder(new ArrayList<>(List.of("/bin/bash", "-c", script)))
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("answers.txt").toFile())
            .redirectError(said.toFile());
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("EP", served.uri("").toString());
    builder.environment().put("TOKEN", ServedPlane.OPERATOR);
    var process = builder.start();
    try {
      assertThat(process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(said);
  }
}
