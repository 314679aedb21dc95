package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;

/**
 * What a path is, asked of the kernel directly: the JDK refuses paths outside ASCII when the JVM
 * was started in the C locale.
 */
enum FileAccess {
  /** Nothing there. */
  ABSENT,
  /** A directory that may be entered. */
  DIRECTORY,
  /** A file that may be executed, as far as its permissions go. */
  EXECUTABLE,
  /** It is there, and may not be entered or executed. */
  FORBIDDEN,
  /** Nobody of ours can tell: a directory on the way may not be searched. */
  HIDDEN;

  /** {@code struct statx} has one layout on every architecture (statx(2)). */
  private static final int STATX_BYTES = 256;

  private static final int STATX_TYPE = 1;
  private static final int MODE_OFFSET = 28;
  private static final int TYPE_MASK = 0xF000;
  private static final int TYPE_DIRECTORY = 0x4000;
  private static final int TYPE_REGULAR = 0x8000;

  static FileAccess of(String path) {
    try (var name = NativeStrings.single(path);
        var status = new Memory(STATX_BYTES)) {
      if (Libc.statx(Libc.AT_FDCWD, name, 0, STATX_TYPE, status) != 0) {
        return Errno.last() == Errno.EACCES ? HIDDEN : ABSENT;
      }
      var type = status.getShort(MODE_OFFSET) & TYPE_MASK;
      var permitted = Libc.faccessat(Libc.AT_FDCWD, name, Libc.X_OK, Libc.AT_EACCESS) == 0;
      return permitted ? permitted(type) : FORBIDDEN;
    }
  }

  private static FileAccess permitted(int type) {
    return switch (type) {
      case TYPE_DIRECTORY -> DIRECTORY;
      case TYPE_REGULAR -> EXECUTABLE;
      default -> FORBIDDEN; // A device or socket can carry an x bit; execve refuses it with EACCES.
    };
  }
}
