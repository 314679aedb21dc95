package io.executionplane.lanes.process.posix;

import com.sun.jna.NativeLibrary;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.Finding.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether processes can be run here, and if not, why and what to do. Looks, starts nothing.
 *
 * @param findings in the order of the looks; those that depend on a failed one are left out
 */
public record ProcessSupport(List<Finding> findings) {

  /** The youngest function that is used; it came with glibc 2.34. */
  private static final String NEWEST_FUNCTION = "posix_spawn_file_actions_addclosefrom_np";

  /** In this order: each needs what those before it found. */
  private static final List<Supplier<Finding>> LOOKS =
      List.of(
          ProcessSupport::platform,
          ProcessSupport::nativeAccess,
          ProcessSupport::libc,
          ProcessSupport::pidfd,
          ProcessSupport::procfs);

  public ProcessSupport {
    findings = List.copyOf(findings);
  }

  /** Looks at this machine, now. */
  public static ProcessSupport probe() {
    var findings = new ArrayList<Finding>();
    for (var look : LOOKS) {
      var finding = look.get();
      findings.add(finding);
      if (!good(finding)) {
        break; // The next look would crash on it.
      }
    }
    return new ProcessSupport(findings);
  }

  /** Whether the process lane can work. */
  public boolean available() {
    return findings.stream().allMatch(ProcessSupport::good);
  }

  private static boolean good(Finding finding) {
    return finding.grade() != Grade.FAILURE;
  }

  private static Finding platform() {
    var found = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    return switch (found) {
      case "Linux on amd64", "Linux on aarch64" -> Finding.ok("platform", found);
      default ->
          Finding.failure("platform", found, "run this node on 64-bit Linux, x86_64 or aarch64");
    };
  }

  private static Finding nativeAccess() {
    try {
      NativeLibrary.getProcess();
      return Finding.ok("native-access", "JNA is loaded");
    } catch (LinkageError refused) {
      return Finding.failure(
          "native-access",
          "JNA cannot load its library: " + refused.getMessage(),
          "name a directory that allows execution with -Djna.tmpdir=DIR");
    }
  }

  private static Finding libc() {
    try {
      NativeLibrary.getProcess().getFunction(NEWEST_FUNCTION);
      var version = NativeLibrary.getProcess().getFunction("gnu_get_libc_version");
      return Finding.ok("libc", "glibc " + version.invokeString(new Object[0], false));
    } catch (UnsatisfiedLinkError missing) {
      return Finding.failure(
          "libc", NEWEST_FUNCTION + " is missing", "run this node where glibc is 2.34 or newer");
    }
  }

  private static Finding pidfd() {
    var fd = Libc.syscall(Libc.SYS_PIDFD_OPEN, Libc.getpid(), 0, 0, 0);
    if (fd < 0) {
      return Finding.failure(
          "pidfd",
          "pidfd_open: " + Errno.describe(Errno.last()),
          "run this node on kernel 5.3 or newer, under a seccomp profile that allows pidfd_open");
    }
    Libc.close((int) fd);
    return Finding.ok("pidfd", "kernel " + System.getProperty("os.version"));
  }

  private static Finding procfs() {
    try {
      var self = Files.readSymbolicLink(Path.of("/proc/self")).toString();
      return self.equals(Integer.toString(Libc.getpid()))
          ? Finding.ok("procfs", "/proc shows this process as " + self)
          : Finding.failure(
              "procfs",
              "/proc belongs to another PID namespace",
              "mount proc inside the container's own PID namespace");
    } catch (IOException missing) {
      return Finding.failure("procfs", "/proc cannot be read", "mount proc on /proc");
    }
  }
}
