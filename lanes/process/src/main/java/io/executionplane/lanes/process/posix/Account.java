package io.executionplane.lanes.process.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Optional;

/**
 * A user of this machine, as the name service knows him (getpwnam(3)).
 *
 * @param uid his number, as an unsigned 32-bit number
 * @param gid the number of his own group, the same
 * @param home his home directory
 * @param shell what he is greeted by when he logs in
 */
public record Account(String name, int uid, int gid, String home, String shell) {

  /** A machine of many users may have long lines; glibc suggests 1 KiB. */
  private static final int TEXT_BYTES = 64 * 1024;

  // struct passwd of glibc, on 64 bits.
  private static final int PASSWD_BYTES = 48;
  private static final int NAME = 0;
  private static final int UID = 16;
  private static final int GID = 20;
  private static final int HOME = 32;
  private static final int SHELL = 40;

  /** One lookup of the C library: an error number. */
  private interface Lookup {
    int into(Pointer passwd, Pointer text, long length, Pointer found);
  }

  /**
   * Looks a user up. May ask a server, where this machine has its users from one.
   *
   * @param user a name, or else a number
   * @throws IOException when it cannot be found out
   */
  public static Optional<Account> find(String user) throws IOException {
    try (var name = NativeStrings.single(user)) {
      var named =
          find((passwd, text, size, found) -> Libc.getpwnam_r(name, passwd, text, size, found));
      return named.isPresent() || !user.matches("[0-9]{1,10}") ? named : numbered(user);
    }
  }

  private static Optional<Account> numbered(String digits) throws IOException {
    var number = Long.parseLong(digits);
    return number > 0xFFFF_FFFFL
        ? Optional.empty()
        : find(
            (passwd, text, size, found) ->
                Libc.getpwuid_r((int) number, passwd, text, size, found));
  }

  private static Optional<Account> find(Lookup lookup) throws IOException {
    try (var passwd = new Memory(PASSWD_BYTES);
        var text = new Memory(TEXT_BYTES);
        var found = new Memory(Native.POINTER_SIZE)) {
      found.clear();
      var errno = lookup.into(passwd, text, TEXT_BYTES, found);
      if (found.getPointer(0) != null) {
        return Optional.of(of(passwd));
      }
      return switch (errno) { // Some name services say that nobody is there with one of these.
        case 0, Errno.ENOENT, Errno.ESRCH -> Optional.empty();
        default -> throw Errno.failure("getpwnam_r", errno);
      };
    }
  }

  private static Account of(Memory passwd) {
    return new Account(
        text(passwd, NAME),
        passwd.getInt(UID),
        passwd.getInt(GID),
        text(passwd, HOME),
        text(passwd, SHELL));
  }

  private static String text(Memory passwd, int offset) {
    return passwd.getPointer(offset).getString(0, UTF_8.name());
  }

  /** Whether this JVM runs as he does. */
  public boolean isOurs() {
    return uid == Libc.geteuid();
  }

  /** Whether this JVM may become anybody. */
  public static boolean mayBeAnybody() {
    return Libc.geteuid() == 0;
  }
}
