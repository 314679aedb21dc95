package io.executionplane.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a password is: never the password, so that it can be printed.
 *
 * @param file path of a file whose first line it is; empty if there is none
 * @param variable name of an environment variable; empty if there is none
 */
public record PasswordReference(String file, String variable) {

  private static final String PATH = StoreSettings.PATH + ".postgresql.";

  public PasswordReference {
    if (!file.isEmpty() && !variable.isEmpty()) {
      throw new IllegalArgumentException(
          PATH + "password-file and " + PATH + "password-env must not both be given");
    }
  }

  /**
   * The password; empty if none is referred to. Read anew each time a store is opened.
   *
   * @throws StoreException if it is not where it should be
   */
  Optional<String> read() {
    if (!file.isEmpty()) {
      return Optional.of(firstLine());
    }
    return variable.isEmpty() ? Optional.empty() : Optional.of(fromEnvironment());
  }

  private String firstLine() {
    try {
      return Files.readString(Path.of(file))
          .lines()
          .findFirst()
          .orElseThrow(
              () -> new StoreException(PATH + "password-file " + file + " holds no password"));
    } catch (IOException unreadable) {
      throw new StoreException(
          "%spassword-file %s cannot be read: %s"
              .formatted(PATH, file, unreadable.getClass().getSimpleName()),
          unreadable);
    }
  }

  private String fromEnvironment() {
    return Optional.ofNullable(System.getenv(variable))
        .orElseThrow(
            () ->
                new StoreException(
                    PATH + "password-env: the environment has no variable " + variable));
  }
}
