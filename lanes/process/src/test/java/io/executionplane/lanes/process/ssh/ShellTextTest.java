package io.executionplane.lanes.process.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is quoted here is what real shells take it for. */
class ShellTextTest {

  private static final long SECONDS_MAX = 30;

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void quotesEveryByteButNul(String shell) throws Exception {
    var word =
        IntStream.rangeClosed(1, 255)
            .mapToObj(code -> String.valueOf((char) code))
            .collect(Collectors.joining());

    var said = run(shell, "printf %s " + ShellText.quote(word));

    assertThat(said).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void quotesWhateverComes(String shell) throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var words = new ArrayList<>(List.of("", "-n", "--", "\n", "'", "''", "\\'", "$(id)", "`id`"));
    for (var i = 0; i < 500; i++) {
      words.add(text(random));
    }

    var said = run(shell, "printf '%s\\0' " + ShellText.quote(words));

    assertThat(said).as("seed %d", seed).isEqualTo(String.join("\0", words) + "\0");
  }

  /** Of what a shell might take for something else more often than by chance. */
  private static String text(Random random) {
    var special = "'\"\\$`!*?[]{}()<>|&;#~%=^ \t\n\r\u0001\u0081\u0088\u00ff";
    return random
        .ints(random.nextInt(40), 1, 256)
        .mapToObj(
            code ->
                String.valueOf(
                    random.nextBoolean()
                        ? special.charAt(random.nextInt(special.length()))
                        : (char) code))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void loadsAScriptAndLeavesWhatFollowsToIt(String shell) throws Exception {
    var script = "printf '%s|' " + ShellText.quote("a\n.\n\nb") + "\ncat\n";
    var given = ShellText.toLoad(script, "end-5c1f") + "the rest\nof it";

    assertThat(feed(List.of(shell, "-c", ShellText.LOADER), given))
        .isEqualTo("a\n.\n\nb|the rest\nof it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void runsNothingOfAScriptThatBreaksOff(String shell) throws Exception {
    var given = "end-5c1f\necho one\necho two\nend-5c1";

    assertThat(feed(List.of(shell, "-c", ShellText.LOADER), given)).isEmpty();
  }

  @Test
  void isOneCommandWhateverTheLoginShellIs() throws Exception {
    var given = ShellText.toLoad("echo hello\n", "end");

    assertThat(feed(List.of("/bin/sh", "-c", ShellText.COMMAND_LINE), given)).isEqualTo("hello\n");
    assertThat(ShellText.COMMAND_LINE).doesNotContain("\n", "!\"", "!e").hasSizeLessThan(300);
  }

  @Test
  void exportsWhatWasGiven() throws Exception {
    var variables = Map.of("A", "one\ntwo'", "n", "$(id)");

    assertThat(run("/bin/sh", ShellText.export(variables) + "\nprintf '%s|%s' \"$A\" \"$n\""))
        .isEqualTo("one\ntwo'|$(id)");
  }

  @Test
  void putsTextOnlyWhereAScriptHasAPlaceForIt() {
    var script = ShellText.script("present.sh", Map.of("NONCE", "@NONCE@"));

    assertThat(script).contains(" @NONCE@ ").doesNotContain("Says who it is");
  }

  private static String run(String shell, String script) throws IOException {
    if (!Files.isExecutable(Path.of(shell))) {
      Assumptions.abort("skipped, because " + shell + " is not installed");
    }
    var file = Files.createTempFile("script", ".sh");
    try {
      Files.write(file, script.getBytes(ISO_8859_1));
      return feed(List.of(shell, file.toString()), "");
    } finally {
      Files.delete(file);
    }
  }

  /** What a program says that is given some input. */
  private static String feed(List<String> command, String input) throws IOException {
    if (!Files.isExecutable(Path.of(command.get(0)))) {
      Assumptions.abort("skipped, because " + command.get(0) + " is not installed");
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    try {
      assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    return said;
  }
}
