package io.executionplane.lanes.process.posix;

/**
 * The child was not started; nothing of it exists. The message names paths and the kernel's reason,
 * never an argument or a value of the environment.
 */
public final class SpawnFailed extends Exception {

  private static final long serialVersionUID = 1;

  /** Why, as far as a caller may want to act on it. */
  public enum Kind {
    /** No such file, or a script's interpreter does not exist. A shell would say 127. */
    NOT_FOUND,
    /** It exists but cannot be run: no permission, a directory, no known format. Shells: 126. */
    NOT_EXECUTABLE,
    /** The working directory does not exist, is not a directory, or may not be entered. */
    BAD_CWD,
    /** There is no such user, or a child cannot be him. */
    BAD_USER,
    /** Arguments and environment together exceed the kernel's limit (execve(2), E2BIG). */
    TOO_LARGE,
    /** Out of processes, descriptors or memory; may succeed later. */
    RESOURCE,
    /** It could not be put where it had to be before it ran, so it did not run. */
    NOT_ADMITTED,
    /** Anything else; see the message. */
    OTHER
  }

  private final Kind kind;
  private final int errno;

  SpawnFailed(Kind kind, int errno, String message) {
    super(message);
    this.kind = kind;
    this.errno = errno;
  }

  /** A directory that a child cannot work in. */
  public static SpawnFailed badDirectory(String directory) {
    return new SpawnFailed(Kind.BAD_CWD, 0, "cannot enter " + directory);
  }

  /** A user that a child cannot be. */
  public static SpawnFailed badUser(String reason) {
    return new SpawnFailed(Kind.BAD_USER, 0, reason);
  }

  /** A child that could not be put where it had to be. */
  public static SpawnFailed notAdmitted(String reason) {
    return new SpawnFailed(Kind.NOT_ADMITTED, 0, reason);
  }

  /** What a caller may act on. */
  public Kind kind() {
    return kind;
  }

  /** The kernel's error number (errno(3)); 0 when no system call was involved. */
  public int errno() {
    return errno;
  }
}
