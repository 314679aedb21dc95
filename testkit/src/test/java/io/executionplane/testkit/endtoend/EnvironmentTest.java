package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.testkit.os.MarkedProcesses;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command's environment is what its request declared, and a short list of plain names. */
class EnvironmentTest {

  private static final Set<String> PLAIN =
      Set.of("HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "TZ", "USER");

  @TempDir private Path directory;

  @Test
  void hidesTheNodesOwnEnvironment() {
    var commands = Commands.in(directory);
    var canary = Map.of("EP_CANARY", "canary-77e1", "AWS_SECRET_ACCESS_KEY", "canary-77e1");

    try (var plane = ForkedPlane.start(commands, canary)) {
      plane.submit("look", "tr '\\0' '\\n' < /proc/self/environ");
      assertThat(plane.finish()).contains("ended look SUCCEEDED VERIFIED");
    }

    var seen = environmentSeenBy("look");
    assertThat(seen).doesNotContain("canary").contains(commands.mark().value());
    assertThat(names(seen)).isSubsetOf(allowed());
  }

  private String environmentSeenBy(String id) {
    try (var plane = TestPlane.in(directory.resolve("data"))) {
      var ref =
          plane.client().refOf(plane.wish(Commands.in(directory).shell("")).withRequestId(id));
      return plane.text(ref, StreamName.STDOUT);
    }
  }

  private static Set<String> names(String environment) {
    return environment.lines().map(line -> line.split("=", 2)[0]).collect(Collectors.toSet());
  }

  /** The shell may add what it keeps of its own, which says nothing about the node. */
  private static Set<String> allowed() {
    return Stream.concat(
            PLAIN.stream(), Stream.of(MarkedProcesses.NAME, "PWD", "_", "OLDPWD", "SHLVL"))
        .collect(Collectors.toSet());
  }
}
