package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.testkit.endtoend.ForkedCommand.Left;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line prints of a command that printed its credentials. */
class CanaryCommandLineTest {

  private final Canary inFile = Canary.fresh("file");
  private final Canary inEnvironment = Canary.fresh("env");

  @TempDir private Path directory;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    var secrets = Files.createDirectory(directory.resolve("secrets"));
    var file = Files.writeString(secrets.resolve("key"), inFile.value());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    config =
        Files.writeString(
            directory.resolve("own.conf"),
            "execution-plane.credentials { file.directory = \""
                + secrets
                + "\", env.variables = [CANARY] }");
  }

  @Test
  void showsNoByteOfThem() {
    var ran =
        ep(
            "run",
            "--credential",
            "FIL=credential-handle://file/key",
            "--credential",
            "ENV=credential-handle://env/CANARY",
            "--",
            "/bin/sh",
            "-c",
            "echo \"$FIL and $ENV\"; printf %s \"$FIL\" | base64 >&2; exit 4");

    assertThat(ran.status()).isEqualTo(4);
    assertThat(ran.out()).matches("\\*{20,} and \\*{20,}");
    var ref = ran.err().lines().flatMap(CanaryCommandLineTest::refs).findFirst().orElseThrow();
    var shown =
        Stream.of(
                List.of("events", ref),
                List.of("journal", "replay", ref, "--output"),
                List.of("evidence", "export", ref, "--out", directory.resolve("out").toString()))
            .map(words -> ep(words.toArray(String[]::new)));
    assertThat(Stream.concat(Stream.of(ran), shown))
        .allSatisfy(left -> assertHidden((left.out() + left.err()).getBytes(UTF_8)));
    assertHidden(EverythingStored.in(directory.resolve("out")));
    assertHidden(EverythingStored.in(directory.resolve("data")));
  }

  @Test
  void saysWhichCredentialIsMissing() {
    var ran =
        ep("run", "--credential", "A=credential-handle://file/absent", "--", "/bin/echo", "ran");

    assertThat(ran.status()).isEqualTo(125);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("credential-handle://file/absent cannot be had");
  }

  private static Stream<String> refs(String line) {
    return Stream.of(line.split(" ")).filter(word -> word.startsWith("ex_"));
  }

  private Left ep(String... words) {
    var environment =
        Map.of(
            "CANARY", inEnvironment.value(),
            "EP_CONFIG", config.toString(),
            "EP_DATA", directory.resolve("data").toString());
    return ForkedCommand.run(directory, environment, words);
  }

  private void assertHidden(byte[] bytes) {
    assertThat(inFile.foundIn(bytes)).isEmpty();
    assertThat(inEnvironment.foundIn(bytes)).isEmpty();
  }
}
