package io.executionplane.node.credential;

import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Secret;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Values in files, one for each, all in one directory: {@code credential-handle://file/github}. The
 * whole file is the value, without one line end at its end. It is read anew each time.
 */
public final class FileCredentials implements CredentialResolver {

  /** How its handles begin. */
  public static final String BEGINNING = "credential-handle://file/";

  /** A plain name: no way leads out of the directory, and none to hidden files. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  private final Path directory;

  /**
   * A resolver of the files in a directory.
   *
   * @throws IllegalArgumentException if it is no directory, is not ours, or others may change it
   */
  public FileCredentials(Path directory) {
    PrivateFile.requireDirectory(directory);
    this.directory = directory;
  }

  @Override
  public String resolverId() {
    return "file";
  }

  @Override
  public boolean recognises(CredentialHandle handle) {
    return handle.text().startsWith(BEGINNING);
  }

  @Override
  public CompletionStage<Secret> resolve(CredentialHandle handle, CredentialContext context) {
    var name = handle.text().substring(BEGINNING.length());
    if (!NAME.matcher(name).matches()) {
      return CompletableFuture.failedStage(
          new CredentialUnavailable("it is not the plain name of a file"));
    }
    return CompletableFuture.completedStage(
        Secret.of(withoutLineEnd(PrivateFile.read(directory.resolve(name)))));
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
