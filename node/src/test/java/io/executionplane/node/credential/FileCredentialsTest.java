package io.executionplane.node.credential;

import static io.executionplane.node.credential.Asking.CONTEXT;
import static io.executionplane.node.credential.Asking.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.lanes.spi.CredentialHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCredentialsTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"'one',one", "'one\n',one", "'one\r\n',one", "'one\n\n','one\n'", "' one',' one'"})
  void givesTheWholeFileWithoutOneLineEnd(String content, String value) throws IOException {
    write("api", content, "rw-------");

    assertThat(value("api")).isEqualTo(value);
  }

  @Test
  void readsTheFileAnew() throws IOException {
    var files = new FileCredentials(directory);
    write("api", "first", "r--------");
    assertThat(value(files, "api")).isEqualTo("first");

    Files.delete(directory.resolve("api"));
    write("api", "second", "r--------");

    assertThat(value(files, "api")).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-----w-"})
  void refusesAFileThatIsNotForItsOwnerAlone(String mode) throws IOException {
    write("api", "secret", mode);

    assertThatThrownBy(() -> value("api"))
        .hasMessage("the file can be used by others; run chmod 600 on it");
  }

  @Test
  void refusesALink() throws IOException {
    write("real", "secret", "rw-------");
    Files.createSymbolicLink(directory.resolve("api"), directory.resolve("real"));

    assertThatThrownBy(() -> value("api")).hasMessage("it is no plain file, or a link to one");
  }

  @Test
  void refusesAFileOfSomebodyElse() throws IOException {
    write("api", "secret", "rw-------");
    if (!Files.getAttribute(directory, "unix:uid").equals(0)) {
      Assumptions.abort("skipped, because only root can give a file away");
    }
    Files.setAttribute(directory.resolve("api"), "unix:uid", 65_534);

    assertThatThrownBy(() -> value("api")).hasMessage("the file belongs to somebody else");
  }

  @Test
  void refusesAFileThatIsTooLongOrNoText() throws IOException {
    write("long", "x".repeat(9_000), "rw-------");
    Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 1, 2});
    Files.setPosixFilePermissions(
        directory.resolve("binary"), PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(() -> value("long")).hasMessage("the file is longer than a secret may be");
    assertThatThrownBy(() -> value("binary")).hasMessage("the file is no text in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "a/b", ".hidden", "..", "", "a%2fb", "\u00e4"})
  void leavesItsDirectoryByNoName(String name) throws IOException {
    write("a", "secret", "rw-------");

    assertThatThrownBy(() -> value(name)).hasMessage("it is not the plain name of a file");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> value("api")).hasMessage("there is no such file");
  }

  @Test
  void refusesADirectoryThatOthersMayChange() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxr-x"));

    assertThatThrownBy(() -> new FileCredentials(directory))
        .hasMessage(directory + " can be changed by others; run chmod go-w on it");
    assertThatThrownBy(() -> new FileCredentials(directory.resolve("none")))
        .hasMessage(directory.resolve("none") + " cannot be read");
  }

  @Test
  void recognisesItsOwnHandlesOnly() {
    var files = new FileCredentials(directory);

    assertThat(files.recognises(new CredentialHandle("credential-handle://file/a"))).isTrue();
    assertThat(files.recognises(new CredentialHandle("credential-handle://env/a"))).isFalse();
  }

  private void write(String name, String content, String mode) throws IOException {
    var file = Files.writeString(directory.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private String value(String name) {
    return value(new FileCredentials(directory), name);
  }

  private static String value(FileCredentials files, String name) {
    var handle = new CredentialHandle(FileCredentials.BEGINNING + name);
    return await(files.resolve(handle, CONTEXT)).reveal();
  }
}
