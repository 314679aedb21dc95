package io.executionplane.lanes.process.posix;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The few functions of the C library that processes and pipes need, by their own names.
 *
 * <p>Direct mapping: one call costs a fraction of a microsecond. After a failure {@link
 * Native#getLastError()} holds errno of the calling thread. The variadic functions ({@code fcntl},
 * {@code ioctl}, {@code syscall}) are declared with the arguments used here; on x86_64 and aarch64
 * Linux these travel in the same registers either way.
 */
final class Libc {

  // Values of the Linux ABI, equal on x86_64 and aarch64.
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int F_GETFL = 3;
  static final int F_SETFL = 4;
  static final int F_DUPFD_CLOEXEC = 1030;
  static final int F_SETOWN = 8;
  static final int F_SETLEASE = 1024;
  static final int F_GETLEASE = 1025;
  static final int F_WRLCK = 1;
  static final int F_UNLCK = 2;
  static final int MFD_CLOEXEC = 1;
  static final int LOCK_EX = 2;
  static final int LOCK_NB = 4;

  static final short POSIX_SPAWN_SETSIGDEF = 0x04;
  static final short POSIX_SPAWN_SETSIGMASK = 0x08;
  static final short POSIX_SPAWN_SETSID = 0x80;

  static final int EPOLL_CLOEXEC = O_CLOEXEC;
  static final int EPOLL_CTL_ADD = 1;
  static final int EPOLL_CTL_DEL = 2;
  static final int EPOLL_CTL_MOD = 3;
  static final int EPOLLIN = 0x001;
  static final int EPOLLOUT = 0x004;
  static final int EPOLLERR = 0x008;
  static final int EPOLLHUP = 0x010;
  static final int EPOLLONESHOT = 1 << 30;

  static final short POLLIN = 0x01;
  static final short POLLPRI = 0x02;
  static final short POLLHUP = 0x10;
  static final long FIONREAD = 0x541B;
  static final long TIOCGWINSZ = 0x5413;
  static final long TIOCSWINSZ = 0x5414;
  static final int TCSADRAIN = 1;
  static final int WNOHANG = 1;
  static final int AT_FDCWD = -100;
  static final int AT_EACCESS = 0x200;
  static final int X_OK = 1;

  /** Numbers of system calls that glibc 2.34 does not wrap; the same on every architecture. */
  static final long SYS_PIDFD_SEND_SIGNAL = 424;

  static final long SYS_PIDFD_OPEN = 434;

  static {
    Native.register(Libc.class, NativeLibrary.getProcess());
  }

  private Libc() {}

  // --- Starting: these return an error number instead of setting errno

  static native int posix_spawn(
      Pointer pid, Pointer path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

  static native int posix_spawnattr_init(Pointer attributes);

  static native int posix_spawnattr_destroy(Pointer attributes);

  static native int posix_spawnattr_setflags(Pointer attributes, short flags);

  static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer signals);

  static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

  static native int posix_spawn_file_actions_init(Pointer actions);

  static native int posix_spawn_file_actions_destroy(Pointer actions);

  static native int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

  static native int posix_spawn_file_actions_addopen(
      Pointer actions, int fd, Pointer path, int flags, int mode);

  static native int posix_spawn_file_actions_addchdir_np(Pointer actions, Pointer path);

  static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

  // --- Descriptors

  static native int pipe2(Pointer ends, int flags);

  static native int fcntl(int fd, int command, long argument);

  static native int ioctl(int fd, long request, Pointer argument);

  static native long read(int fd, Pointer buffer, long count);

  static native long write(int fd, Pointer buffer, long count);

  static native int close(int fd);

  static native int open(Pointer path, int flags, int mode);

  static native int dup3(int from, int to, int flags);

  static native int memfd_create(Pointer name, int flags);

  static native int flock(int fd, int operation);

  static native long lseek(int fd, long offset, int whence);

  static native int epoll_create1(int flags);

  static native int epoll_ctl(int epoll, int operation, int fd, Pointer event);

  static native int epoll_wait(int epoll, Pointer events, int count, int timeoutMillis);

  static native int eventfd(int initial, int flags);

  static native int poll(Pointer fds, long count, int timeoutMillis);

  static native int faccessat(int directory, Pointer path, int mode, int flags);

  static native int statx(int directory, Pointer path, int flags, int mask, Pointer result);

  // --- Terminals

  static native int posix_openpt(int flags);

  static native int grantpt(int master);

  static native int unlockpt(int master);

  /** Returns an error number instead of setting errno. */
  static native int ptsname_r(int master, Pointer name, long length);

  static native int isatty(int fd);

  static native int tcgetattr(int fd, Pointer settings);

  static native int tcsetattr(int fd, int when, Pointer settings);

  static native void cfmakeraw(Pointer settings);

  // --- Processes

  static native int wait4(int pid, Pointer status, int options, Pointer usage);

  static native int kill(int pid, int signal);

  static native int getsid(int pid);

  static native int getpgid(int pid);

  static native int getpid();

  static native int gettid();

  // --- Users

  static native int geteuid();

  static native int chown(Pointer path, int owner, int group);

  /** Returns an error number instead of setting errno. */
  static native int getpwnam_r(
      Pointer name, Pointer passwd, Pointer text, long length, Pointer found);

  /** Returns an error number instead of setting errno. */
  static native int getpwuid_r(int uid, Pointer passwd, Pointer text, long length, Pointer found);

  static native long syscall(long number, long first, long second, long third, long fourth);
}
