package io.executionplane.lanes.process.seccomp;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The functions of libseccomp 2 that are used, by their own names (seccomp_init(3) and so on). */
final class Libseccomp {

  private static final String LIBRARY = "libseccomp.so.2";

  static final int SCMP_ACT_ALLOW = 0x7fff0000;
  static final int SCMP_ARCH_X86 = 0x40000003;
  static final int SCMP_CMP_MASKED_EQ = 7;

  static {
    Native.register(Libseccomp.class, NativeLibrary.getInstance(LIBRARY));
  }

  private Libseccomp() {}

  /** The call fails with an error number (SCMP_ACT_ERRNO). */
  static int failing(int errno) {
    return 0x00050000 | errno;
  }

  static native Pointer seccomp_init(int defaultAction);

  static native void seccomp_release(Pointer filter);

  static native int seccomp_arch_add(Pointer filter, int architecture);

  /** Negative where neither kernel nor library know the name. */
  static native int seccomp_syscall_resolve_name(String name);

  /** Returns a negative error number. */
  static native int seccomp_rule_add_array(
      Pointer filter, int action, int call, int conditionCount, Pointer conditions);

  /** Returns a negative error number. */
  static native int seccomp_export_bpf(Pointer filter, int fd);
}
