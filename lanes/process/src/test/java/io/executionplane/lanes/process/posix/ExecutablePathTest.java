package io.executionplane.lanes.process.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.lanes.process.posix.SpawnFailed.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutablePathTest {

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(directory.resolve("bin/folder"));
    Files.writeString(directory.resolve("bin/plain"), "");
    program("bin/tool");
    program("own");
  }

  @Test
  void takesAPathWithASlashFromTheWorkingDirectory() throws SpawnFailed {
    assertThat(resolve("bin/tool", "/nowhere")).isEqualTo(directory + "/bin/tool");
    assertThat(resolve("./own", null)).isEqualTo(directory + "/./own");
    assertThat(resolve("/bin/sh", "/nowhere")).isEqualTo("/bin/sh");
  }

  @Test
  void looksUpANameInTheGivenPathOnly() throws SpawnFailed {
    var path = "/nowhere:" + directory + "/bin:/bin";

    assertThat(resolve("tool", path)).isEqualTo(directory + "/bin/tool");
    assertThat(kind("tool", "/bin:/usr/bin")).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void takesAnEmptyElementOfThePathAsTheWorkingDirectory() throws SpawnFailed {
    assertThat(resolve("own", "/nowhere:")).isEqualTo(directory + "/./own");
    assertThat(resolve("own", "")).isEqualTo(directory + "/./own");
    assertThat(resolve("tool", "bin")).isEqualTo(directory + "/bin/tool");
  }

  @Test
  void searchesTheStandardPlacesWhenThereIsNoPath() throws SpawnFailed {
    assertThat(resolve("sh", null)).isEqualTo("/bin/sh");
  }

  @Test
  void looksFurtherWhenACandidateMayNotBeExecuted() throws IOException, SpawnFailed {
    Files.createDirectories(directory.resolve("second"));
    program("second/plain");

    assertThat(resolve("plain", directory + "/bin:" + directory + "/second"))
        .isEqualTo(directory + "/second/plain");
  }

  @Test
  void tellsNotExecutableFromNotFound() {
    assertThat(kind("plain", directory + "/bin")).isEqualTo(Kind.NOT_EXECUTABLE);
    assertThat(kind("folder", directory + "/bin")).isEqualTo(Kind.NOT_EXECUTABLE);
    assertThat(kind("bin/plain", null)).isEqualTo(Kind.NOT_EXECUTABLE);
    assertThat(kind("bin/folder", null)).isEqualTo(Kind.NOT_EXECUTABLE);
    assertThat(kind("/dev/null", null)).isEqualTo(Kind.NOT_EXECUTABLE);
    assertThat(kind("absent", directory + "/bin")).isEqualTo(Kind.NOT_FOUND);
    assertThat(kind("bin/absent", null)).isEqualTo(Kind.NOT_FOUND);
    assertThat(kind("", directory.toString())).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void passesOverADirectoryThatMayNotBeSearched() throws IOException, SpawnFailed {
    var closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(
        Files.isExecutable(closed), "skipped, because this user may search every directory");

    assertThat(kind("absent", closed + ":" + directory + "/bin")).isEqualTo(Kind.NOT_FOUND);
    assertThat(resolve("tool", closed + ":" + directory + "/bin"))
        .isEqualTo(directory + "/bin/tool");
    assertThat(kind(closed + "/tool", null)).isEqualTo(Kind.NOT_EXECUTABLE);
  }

  private String resolve(String command, @Nullable String path) throws SpawnFailed {
    return ExecutablePath.resolve(command, path, directory.toString());
  }

  private Kind kind(String command, @Nullable String path) {
    return catchThrowableOfType(SpawnFailed.class, () -> resolve(command, path)).kind();
  }

  private void program(String name) throws IOException {
    var file = Files.writeString(directory.resolve(name), "#!/bin/sh\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
