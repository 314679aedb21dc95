package io.executionplane.lanes.process.posix;

import static java.util.Map.entry;

import com.sun.jna.Native;
import java.io.IOException;
import java.util.Map;

/** Error numbers of Linux that are told apart here, and their names for people (errno(3)). */
final class Errno {

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int ENXIO = 6;
  static final int E2BIG = 7;
  static final int ENOEXEC = 8;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int ENFILE = 23;
  static final int EMFILE = 24;
  static final int ENOTTY = 25;
  static final int ETXTBSY = 26;
  static final int ENOSPC = 28;
  static final int EPIPE = 32;
  static final int ENAMETOOLONG = 36;
  static final int ENOSYS = 38;
  static final int ELOOP = 40;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          entry(EPERM, "EPERM (not permitted)"),
          entry(ENOENT, "ENOENT (no such file or directory)"),
          entry(ESRCH, "ESRCH (no such process)"),
          entry(EINTR, "EINTR (interrupted)"),
          entry(EIO, "EIO (the other end is gone)"),
          entry(ENXIO, "ENXIO (no such device)"),
          entry(E2BIG, "E2BIG (arguments and environment too large)"),
          entry(ENOEXEC, "ENOEXEC (not a format the kernel can run)"),
          entry(EAGAIN, "EAGAIN (process limit reached)"),
          entry(ENOMEM, "ENOMEM (out of memory)"),
          entry(EACCES, "EACCES (permission denied)"),
          entry(ENOTDIR, "ENOTDIR (not a directory)"),
          entry(EISDIR, "EISDIR (is a directory)"),
          entry(ENFILE, "ENFILE (the machine has too many open files)"),
          entry(EMFILE, "EMFILE (this JVM has too many open files)"),
          entry(ENOTTY, "ENOTTY (no terminal)"),
          entry(ETXTBSY, "ETXTBSY (open for writing)"),
          entry(ENOSPC, "ENOSPC (no room left)"),
          entry(EPIPE, "EPIPE (the reader is gone)"),
          entry(ENAMETOOLONG, "ENAMETOOLONG (path too long)"),
          entry(ENOSYS, "ENOSYS (not offered by this kernel)"),
          entry(ELOOP, "ELOOP (too many symbolic links)"));

  private Errno() {}

  /** The error of the last native call of this thread. Only meaningful right after a failure. */
  static int last() {
    return Native.getLastError();
  }

  static String describe(int errno) {
    return NAMES.getOrDefault(errno, "error " + errno);
  }

  static IOException failure(String call, int errno) {
    return new IOException(call + ": " + describe(errno));
  }
}
