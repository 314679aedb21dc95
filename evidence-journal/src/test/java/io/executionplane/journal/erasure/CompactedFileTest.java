package io.executionplane.journal.erasure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of erased content in H2's file. */
class CompactedFileTest {

  private static final long SEED = 20_261_121;
  private static final int CANARY_BYTES = 24;

  private final Random random = new Random(SEED);

  @TempDir private Path directory;

  @Test
  void holdsNothingOfWhatWasErasedAndEverythingElse() throws Exception {
    var erased = random();
    var kept = random();
    try (var store = open()) {
      var execution = stored(store, "erased", erased);
      stored(store, "kept", kept);
      var log = EvidenceLog.open(store.dataSource(), directory, Clock.systemUTC());
      new ContentErasure(store.dataSource(), log)
          .erase(execution, Set.of(StreamName.STDOUT), "asked for");
    }
    assertThat(holds(erased)).as("without being asked for, seed %d", SEED).isTrue();

    try (var store = open()) {
      store.compactAtClose();
    }

    assertThat(holds(erased)).as("seed %d", SEED).isFalse();
    try (var store = open()) {
      assertThat(isStored(store, kept)).isTrue();
      assertThat(isStored(store, erased)).isFalse();
    }
  }

  /** H2 tidies up a little by itself when it is closed: not here. */
  private JournalStore open() {
    var file = directory.resolve("journal");
    var url = "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DATABASE_TO_LOWER=TRUE;MAX_COMPACT_TIME=0";
    return JournalStore.open(
        StoreSettings.from(
                ConfigFactory.parseMap(Map.of(StoreSettings.PATH + ".url", url))
                    .withFallback(ConfigFactory.load()))
            .withDirectory(directory));
  }

  /** Nothing that could be made shorter when it is stored. */
  private byte[] random() {
    var bytes = new byte[Chunk.BYTES_MAX];
    random.nextBytes(bytes);
    return bytes;
  }

  private static ExecutionRef stored(JournalStore store, String name, byte[] output)
      throws Exception {
    var history = History.running(name).and(Payloads.completed());
    Rows.write(store.dataSource(), history);
    var chunk =
        new Chunk(
            history.ref(),
            StreamName.STDOUT,
            0,
            0,
            0,
            ByteString.fromArray(new byte[Chunk.SALT_BYTES]),
            ByteString.fromArray(output));
    try (var outputs = JdbcOutputStore.start(store.dataSource())) {
      outputs.append(chunk).toCompletableFuture().get(20, SECONDS);
    }
    return history.ref();
  }

  /** Whether any piece of it is in the file, on whatever page. */
  private boolean holds(byte[] content) throws IOException {
    var file = Files.readString(directory.resolve("journal.mv.db"), StandardCharsets.ISO_8859_1);
    for (var at = 0; at + CANARY_BYTES <= content.length; at += 1024) {
      var canary = new String(content, at, CANARY_BYTES, StandardCharsets.ISO_8859_1);
      if (file.contains(canary)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStored(JournalStore store, byte[] content) throws Exception {
    try (var connection = store.dataSource().getConnection();
        var statement =
            connection.prepareStatement("select count(*) from output_chunk where bytes = ?")) {
      statement.setBytes(1, content);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1) > 0;
      }
    }
  }
}
