package io.executionplane.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else's project, in {@code src/test/consumer}, lives with this module and its libraries.
 */
class StandsAloneTest {

  private static final Path PROJECT = Path.of("src", "test", "consumer", "src", "main", "java");
  private static final int SECONDS_MAX = 60;

  @TempDir Path classes;

  @Test
  @DisplayName("29: the core depends on no upper layer")
  void needsNothingButJacksonAndJSpecify() throws Exception {
    var libraries =
        Stream.of(
                Vocabulary.class,
                JsonNode.class,
                JsonFactory.class,
                JsonInclude.class,
                NullMarked.class)
            .map(StandsAloneTest::home)
            .collect(Collectors.joining(File.pathSeparator));

    compile(libraries);
    var said = run(libraries + File.pathSeparator + classes);

    assertThat(said.lines())
        .containsExactly(
            "{\"contract_version\":1,\"lane_id\":\"process\",\"operation\":\"run\","
                + "\"payload\":{\"argv\":[\"hello\"],\"command\":\"echo\"}}",
            "true",
            "/shell is not known",
            "/operation is required",
            "/payload is required",
            "/lane_id must not be blank",
            "urn:execution-plane:schema:boundary/admission_request.v1");
  }

  private void compile(String libraries) throws IOException {
    try (Stream<Path> sources = Files.walk(PROJECT)) {
      var files = sources.filter(Files::isRegularFile).map(Path::toString);
      var options = Stream.of("--release", "17", "-d", classes.toString(), "-cp", libraries);
      var result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, Stream.concat(options, files).toArray(String[]::new));
      assertThat(result).isZero();
    }
  }

  private static String run(String classPath) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, "-cp", classPath, "com.example.caller.Caller")
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
