package io.executionplane.contracts.target;

import java.util.Map;

/** The attestation classes that the plane ships, and their other names. */
public final class AttestationClass {

  /** A plain local process and nothing more: no isolation was measured, none is claimed. */
  public static final String LOCAL_PROCESS_WEAK = "local-process-weak";

  /**
   * Local processes in a control group of their own, which was seen to be emptied of a process that
   * had left its session and its parent.
   */
  public static final String LOCAL_CGROUP_CONTAINED = "local-cgroup-contained";

  /**
   * Namespaces of the Linux kernel, looked at from inside: no network but what is allowed, nothing
   * to be written but what is allowed, no process but its own.
   */
  public static final String LINUX_NAMESPACES = "linux-namespaces";

  /** No place at all: a script answers, and nothing has an effect. */
  public static final String SIMULATED = "simulated";

  /** A machine behind SSH that was recognized by its host key. */
  public static final String SSH_PINNED_HOST = "ssh-pinned-host";

  /** A guest whose agent signed a fresh nonce with the key that its owner pinned. */
  public static final String GUEST_ATTESTED = "guest-attested";

  private static final Map<String, String> ALIASES =
      Map.of("local-erlexec-weak", LOCAL_PROCESS_WEAK);

  private AttestationClass() {}

  /** The name under which a class is known here. */
  public static String canonical(String name) {
    return ALIASES.getOrDefault(name, name);
  }
}
