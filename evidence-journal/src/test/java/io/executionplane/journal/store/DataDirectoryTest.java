package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.journal.store.DataDirectoryException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir private Path temporary;

  @Test
  void createsTheDirectoryForItsOwnerOnly() throws IOException {
    var path = temporary.resolve("a/b");

    try (var directory = DataDirectory.open(path, "ep run")) {
      assertThat(directory.path()).isEqualTo(path.toRealPath());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void canBeHadAgainOnceItIsGivenBack() {
    DataDirectory.open(temporary, "ep run").close();

    try (var again = DataDirectory.open(temporary, "ep list")) {
      assertThat(again.path()).exists();
    }
  }

  @Test
  void refusesWhatIsNoDirectory() throws IOException {
    var file = Files.writeString(temporary.resolve("file"), "text");

    assertThatThrownBy(() -> DataDirectory.open(file, "ep run"))
        .isInstanceOfSatisfying(
            DataDirectoryException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_A_DIRECTORY))
        .hasMessage(file + " is not a directory");
  }

  @Test
  void refusesWhatCannotBeCreated() throws IOException {
    var below = Files.writeString(temporary.resolve("file"), "text").resolve("below");

    assertThatThrownBy(() -> DataDirectory.open(below, "ep run"))
        .isInstanceOfSatisfying(
            DataDirectoryException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.CANNOT_BE_CREATED))
        .hasMessageStartingWith(below + " cannot be created: ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void refusesWhatCannotBeWritten() {
    // Not even root makes files there.
    var kernels = Path.of("/proc/self/task");

    assertThatThrownBy(() -> DataDirectory.open(kernels, "ep run"))
        .isInstanceOfSatisfying(
            DataDirectoryException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_WRITABLE))
        .hasMessageStartingWith(kernels + " is not writable: ");
  }

  @Test
  void isNotGivenTwiceToOneProcess() throws IOException {
    var link = Files.createSymbolicLink(temporary.resolve("link"), temporary);

    try (var held = DataDirectory.open(temporary, "ep run")) {
      assertThatThrownBy(() -> DataDirectory.open(link, "ep list"))
          .isInstanceOfSatisfying(
              DataDirectoryException.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.IN_USE))
          .hasMessage(link + " is in use by this process (\"ep run\")");
      assertThat(held.path()).exists();
    }
  }

  @Test
  void isStillLockedAgainstOthersAfterARefusalInThisProcess() throws Exception {
    try (var held = DataDirectory.open(temporary, "ep run")) {
      assertThatThrownBy(() -> DataDirectory.open(temporary, "ep list"))
          .isInstanceOf(DataDirectoryException.class);

      assertThat(openInAnotherProcess(held.path()))
          .endsWith("is in use by process " + ProcessHandle.current().pid() + " (\"ep run\")");
    }
  }

  @Test
  void isFreeWhenItsHolderDies() throws Exception {
    var holder = start(temporary, "hold");
    try {
      assertThat(line(holder)).isEqualTo("held");
      assertThatThrownBy(() -> DataDirectory.open(temporary, "ep run"))
          .hasMessage(temporary + " is in use by process " + holder.pid() + " (\"another\")");
    } finally {
      kill(holder);
    }

    try (var directory = DataDirectory.open(temporary, "ep run")) {
      assertThat(directory.path()).exists();
    }
  }

  // --- Another process

  private static String openInAnotherProcess(Path path) throws Exception {
    var process = start(path, "try");
    try {
      return line(process);
    } finally {
      kill(process);
    }
  }

  private static Process start(Path path, String mode) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Another.class.getName(),
            path.toString(),
            mode)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String line(Process process) throws IOException {
    return process.inputReader(StandardCharsets.UTF_8).readLine();
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Opens a directory, says what came of it, and with {@code hold} keeps it until it is killed. */
  static final class Another {

    private Another() {}

    public static void main(String[] arguments) throws IOException {
      var out = System.out;
      try (var directory = DataDirectory.open(Path.of(arguments[0]), "another")) {
        say(out, "held");
        if (arguments[1].equals("hold")) {
          System.in.read(); // Nobody ever writes.
        }
        directory.path();
      } catch (DataDirectoryException refused) {
        say(out, refused.getMessage());
      }
    }

    private static void say(OutputStream out, String text) throws IOException {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
