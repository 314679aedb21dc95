package io.executionplane.lanes.process.seccomp;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.executionplane.lanes.process.posix.UnnamedFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A filter of system calls (seccomp(2)) in the form that the kernel takes, in an unnamed file for
 * bubblewrap to read. It lets everything through but what a command in a sandbox has no honest use
 * for and what reaches far into the kernel: namespaces of its own, with which it would gain
 * capabilities, and calls that have often been the way out.
 */
public final class SystemCallFilter implements AutoCloseable {

  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final long CLONE_NEWUSER = 0x1000_0000L;

  // struct scmp_arg_cmp
  private static final int CONDITION_BYTES = 24;
  private static final int OPERATION = 4;
  private static final int MASK = 8;
  private static final int WANTED = 16;

  private static final List<String> REFUSED =
      List.of(
          "add_key",
          "bpf",
          "delete_module",
          "finit_module",
          "fsconfig",
          "fsmount",
          "fsopen",
          "fspick",
          "init_module",
          "io_uring_enter",
          "io_uring_register",
          "io_uring_setup",
          "kexec_file_load",
          "kexec_load",
          "keyctl",
          "lookup_dcookie",
          "mount",
          "mount_setattr",
          "move_mount",
          "open_by_handle_at",
          "open_tree",
          "perf_event_open",
          "pivot_root",
          "quotactl",
          "reboot",
          "request_key",
          "setns",
          "swapoff",
          "swapon",
          "syslog",
          "umount2",
          "unshare",
          "userfaultfd",
          "uselib",
          "vhangup");

  private final UnnamedFile program;

  private SystemCallFilter(UnnamedFile program) {
    this.program = program;
  }

  /**
   * Makes it; empty where libseccomp is not installed.
   *
   * @throws IOException when libseccomp or the kernel will not have it
   */
  public static Optional<SystemCallFilter> make() throws IOException {
    try {
      return Optional.of(new SystemCallFilter(written()));
    } catch (UnsatisfiedLinkError notInstalled) {
      return Optional.empty();
    }
  }

  private static UnnamedFile written() throws IOException {
    var filter = Libseccomp.seccomp_init(Libseccomp.SCMP_ACT_ALLOW);
    var file = UnnamedFile.create("execution-plane-seccomp");
    try {
      fill(filter);
      requireDone("seccomp_export_bpf", Libseccomp.seccomp_export_bpf(filter, file.fd()));
      return file;
    } catch (IOException unusable) {
      file.close();
      throw unusable;
    } finally {
      Libseccomp.seccomp_release(filter);
    }
  }

  private static void fill(Pointer filter) throws IOException {
    if (System.getProperty("os.arch").equals("amd64")) { // It runs programs of this kind too.
      requireDone(
          "seccomp_arch_add", Libseccomp.seccomp_arch_add(filter, Libseccomp.SCMP_ARCH_X86));
    }
    for (var call : REFUSED) {
      refuse(filter, call, EPERM);
    }
    // Its flags lie in memory, where no filter can look; without it the C library uses clone(2).
    refuse(filter, "clone3", ENOSYS);
    try (var condition = new Memory(CONDITION_BYTES)) {
      condition.clear();
      condition.setInt(OPERATION, Libseccomp.SCMP_CMP_MASKED_EQ);
      condition.setLong(MASK, CLONE_NEWUSER);
      condition.setLong(WANTED, CLONE_NEWUSER);
      rule(filter, "clone", EPERM, 1, condition);
    }
  }

  private static void refuse(Pointer filter, String call, int errno) throws IOException {
    rule(filter, call, errno, 0, Pointer.NULL);
  }

  /** A call that this version of the library does not know by name stays as it is. */
  private static void rule(
      Pointer filter, String call, int errno, int conditionCount, Pointer conditions)
      throws IOException {
    var number = Libseccomp.seccomp_syscall_resolve_name(call);
    if (number >= 0) {
      var action = Libseccomp.failing(errno);
      requireDone(
          "seccomp_rule_add for " + call,
          Libseccomp.seccomp_rule_add_array(filter, action, number, conditionCount, conditions));
    }
  }

  private static void requireDone(String call, int result) throws IOException {
    if (result < 0) {
      throw new IOException(call + ": error " + -result);
    }
  }

  /** Where it can be read, from its beginning by whoever opens it. */
  public String path() {
    return program.path();
  }

  @Override
  public void close() {
    program.close();
  }
}
