package io.executionplane.lanes.process.posix;

import io.executionplane.lanes.process.posix.SpawnFailed.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file that a command names, as execvp(3) does, but with the child's {@code PATH} and
 * working directory instead of ours, and before anything is started. Unlike execvp(3), a directory
 * that may not be searched is passed over like one without the command: a {@code PATH} that was
 * inherited from another user is full of them, and none says that the command exists.
 */
public final class ExecutablePath {

  /** What execvp(3) searches when there is no PATH at all (confstr(3), _CS_PATH). */
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  private ExecutablePath() {}

  /**
   * The absolute path to run.
   *
   * @param command with a slash: a path, relative to {@code workingDirectory}; without: a name to
   *     look up
   * @param searchPath the child's {@code PATH}; null when it has none. An empty element means the
   *     working directory
   * @param workingDirectory absolute
   * @throws SpawnFailed {@code NOT_FOUND}, or {@code NOT_EXECUTABLE} when only candidates without
   *     permission, or directories, were found
   */
  public static String resolve(String command, @Nullable String searchPath, String workingDirectory)
      throws SpawnFailed {
    if (command.isEmpty()) {
      throw notFound(command);
    }
    if (command.indexOf('/') >= 0) {
      return required(command, absolute(command, workingDirectory));
    }
    return lookUp(command, searchPath == null ? DEFAULT_PATH : searchPath, workingDirectory);
  }

  private static String required(String command, String path) throws SpawnFailed {
    return switch (FileAccess.of(path)) {
      case EXECUTABLE -> path;
      case ABSENT -> throw notFound(command);
      case DIRECTORY, FORBIDDEN, HIDDEN -> throw notExecutable(command);
    };
  }

  private static String lookUp(String command, String searchPath, String workingDirectory)
      throws SpawnFailed {
    var forbidden = false;
    for (var element : searchPath.split(":", -1)) {
      var candidate = absolute(element.isEmpty() ? "." : element, workingDirectory) + "/" + command;
      var access = FileAccess.of(candidate);
      if (access == FileAccess.EXECUTABLE) {
        return candidate;
      }
      forbidden |= access == FileAccess.FORBIDDEN || access == FileAccess.DIRECTORY;
    }
    throw forbidden ? notExecutable(command) : notFound(command);
  }

  private static String absolute(String path, String workingDirectory) {
    return path.startsWith("/") ? path : workingDirectory + "/" + path;
  }

  private static SpawnFailed notFound(String command) {
    return new SpawnFailed(Kind.NOT_FOUND, Errno.ENOENT, command + ": command not found");
  }

  private static SpawnFailed notExecutable(String command) {
    return new SpawnFailed(
        Kind.NOT_EXECUTABLE, Errno.EACCES, command + ": found, but may not be executed");
  }
}
