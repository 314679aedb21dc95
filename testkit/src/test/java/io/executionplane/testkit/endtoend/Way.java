package io.executionplane.testkit.endtoend;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.target.AttestationClass;
import org.junit.jupiter.api.Assumptions;

/** How a command's output comes to us, and from where. */
enum Way {
  PIPE(AttestationClass.LOCAL_PROCESS_WEAK, false),
  RAW_TERMINAL(AttestationClass.LOCAL_PROCESS_WEAK, true),
  SANDBOX(AttestationClass.LINUX_NAMESPACES, false),
  SSH(AttestationClass.SSH_PINNED_HOST, false),
  GUEST(AttestationClass.GUEST_ATTESTED, false),
  GUEST_RAW_TERMINAL(AttestationClass.GUEST_ATTESTED, true);

  private final String attestation;
  private final boolean isTerminal;

  Way(String attestation, boolean isTerminal) {
    this.attestation = attestation;
    this.isTerminal = isTerminal;
  }

  StreamName stream() {
    return isTerminal ? StreamName.PTY : StreamName.STDOUT;
  }

  boolean isTerminal() {
    return isTerminal;
  }

  /** A script that leaves every byte as it is. */
  String raw(String script) {
    return isTerminal() ? "stty raw -echo; " + script : script;
  }

  /** A wish that this way is gone. */
  AdmissionRequest of(AdmissionRequest wish) {
    return wish.accepting(attestation);
  }

  /** Skips the test where this way cannot be gone. */
  void require(TestPlane plane) {
    var targets = TestPlane.await(plane.plane().targets()).targets();
    Assumptions.assumeTrue(
        targets.stream()
            .anyMatch(each -> each.descriptor().attestedClasses().contains(attestation)),
        "skipped, because there is no target here that is " + attestation);
  }
}
