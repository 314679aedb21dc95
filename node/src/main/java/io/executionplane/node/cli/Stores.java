package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.read.Resolution;
import io.executionplane.journal.store.DataDirectory;
import io.executionplane.journal.store.DataDirectoryException;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreException;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.lanes.spi.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The store of a data directory, for commands that only read: no actors, nothing runs.
 *
 * @param journal the store; closed with this
 */
record Stores(DataDirectory directory, JournalStore journal) implements AutoCloseable {

  /** Opens the store of an existing directory; reading never makes one. */
  static Stores open(StoreOptions options, String purpose) {
    requireExisting(options.directory());
    return openOrMake(options, purpose);
  }

  /** Stops a command that would make a store where it expects one. */
  static void requireExisting(Path path) {
    if (Files.notExists(path)) {
      throw new CliException("there is no store in " + path + " (--data or EP_DATA name another)");
    }
  }

  private static Stores openOrMake(StoreOptions options, String purpose) {
    var settings = StoreSettings.from(options.configuration());
    var directory = DataDirectory.open(options.directory(), purpose);
    try {
      return new Stores(directory, JournalStore.open(settings.withDirectory(directory.path())));
    } catch (RuntimeException failure) {
      directory.close();
      throw failure;
    }
  }

  /** Looks whether a store can be opened. */
  static Finding inspect(StoreOptions options) {
    try (var store = open(options, "ep doctor")) {
      return Finding.ok(
          "store",
          "%s opens; %d unfinished executions".formatted(options.directory(), store.unfinished()));
    } catch (DataDirectoryException | StoreException failure) {
      return Finding.failure(
          "store", String.valueOf(failure.getMessage()), "see docs/operating.md, \"The store\"");
    }
  }

  private int unfinished() {
    return journal.reader().openExecutions().size();
  }

  /** Entries of the log; 0 where none was begun. */
  long logSize() {
    return new LogReader(journal.dataSource())
        .checkpoint()
        .map(checkpoint -> checkpoint.checkpoint().head().size())
        .orElse(0L);
  }

  JournalReader reader() {
    return journal.reader();
  }

  /** The execution that the user means by a ref or its beginning. */
  ExecutionRef resolve(String text) {
    return resolve(reader(), text);
  }

  /** The execution in a store that the user means by a ref or its beginning. */
  static ExecutionRef resolve(JournalReader reader, String text) {
    var meant = reader.resolve(text);
    if (meant instanceof Resolution.Found found) {
      return found.ref();
    }
    if (meant instanceof Resolution.Ambiguous several) {
      throw new CliException(
          text
              + " could be "
              + several.candidates().stream()
                  .map(ExecutionRef::text)
                  .collect(Collectors.joining(", ")));
    }
    throw new CliException(
        meant instanceof Resolution.NotARef
            ? text + " is not an execution: give ex_… or at least 6 of its characters"
            : "there is no execution " + text + " in this store");
  }

  @Override
  public void close() {
    journal.close();
    directory.close();
  }
}
