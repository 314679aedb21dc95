package io.executionplane.node.http.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenTest {

  private static final int AT_ONCE = 16;

  @TempDir private Path directory;

  @Test
  void isMadeOnceAndForItsOwnerAlone() throws IOException {
    var token = OperatorToken.loadOrCreate(directory);

    assertThat(token).matches("ep_[A-Za-z0-9_-]{43}");
    assertThat(OperatorToken.loadOrCreate(directory)).isEqualTo(token);
    assertThat(Files.getPosixFilePermissions(OperatorToken.fileIn(directory)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void isTheSameForAllWhoMakeItAtOnce() throws Exception {
    Callable<String> make = () -> OperatorToken.loadOrCreate(directory);
    var threads = Executors.newFixedThreadPool(AT_ONCE);
    var tokens = new HashSet<String>();
    try {
      for (var made : threads.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(i -> make).toList())) {
        tokens.add(made.get(10, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(tokens).hasSize(1);
  }

  @Test
  void isRefusedWhereOthersCanReadIt() throws IOException {
    OperatorToken.loadOrCreate(directory);
    var file = OperatorToken.fileIn(directory);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> OperatorToken.load(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }
}
