package io.executionplane.node.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.node.http.caller.OperatorToken;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Says in a data directory where its owner serves it, so that others on this machine who may read
 * the directory find him.
 */
public final class ServedDirectory implements AutoCloseable {

  private static final String FILE = "endpoint.json";
  private static final String KNOCK = "knock";

  private final Path file;

  private ServedDirectory(Path file) {
    this.file = file;
  }

  /** Says it, until this is closed. */
  public static ServedDirectory announce(Path directory, URI base) throws IOException {
    var file = directory.resolve(FILE);
    var draft = directory.resolve(FILE + "." + ProcessHandle.current().pid());
    var note = JsonNodeFactory.instance.objectNode().put("url", base.toString());
    Files.writeString(draft, CanonicalJson.text(note) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return new ServedDirectory(file);
  }

  /** Where a directory is served; empty if nobody says so. He may be gone all the same. */
  public static Optional<Server> find(Path directory) {
    try {
      var note = Json.parse(Files.readString(directory.resolve(FILE), StandardCharsets.UTF_8));
      var base = URI.create(note.path("url").asText());
      return Optional.of(new Server(base, OperatorToken.load(directory)));
    } catch (IOException | MalformedJsonException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /**
   * Asks the owner of a directory to serve it. Whoever waits asks again and again: an owner that
   * hears it may be gone before he has opened.
   */
  public static void knock(Path directory) {
    try {
      Files.createFile(directory.resolve(KNOCK));
    } catch (FileAlreadyExistsException heard) {
      // It stays until somebody has opened.
    } catch (IOException unheard) {
      // Then the directory is waited for.
    }
  }

  /** Whether somebody has knocked since it was asked last. */
  public static boolean isKnocked(Path directory) {
    try {
      return Files.deleteIfExists(directory.resolve(KNOCK));
    } catch (IOException unheard) {
      return false;
    }
  }

  /** Says it no longer. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException kept) {
      // Whoever follows it finds nobody, and looks again.
    }
  }
}
