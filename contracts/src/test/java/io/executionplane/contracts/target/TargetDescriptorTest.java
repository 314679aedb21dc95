package io.executionplane.contracts.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Sha256;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetDescriptorTest {

  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  private static final Contract<TargetDescriptor> CONTRACT = Contract.of(TargetDescriptor.class);

  @Test
  void countsUntilTheMomentThatItExpires() {
    var target = target(START, START.plusSeconds(60));

    assertThat(target.isCurrent(START.plusSeconds(60).minusNanos(1))).isTrue();
    assertThat(target.isCurrent(START.plusSeconds(60))).isFalse();
  }

  @Test
  void refusesATimeThatIsNoTime() {
    assertRefused(START, START);
    assertRefused(START, START.minusSeconds(1));
  }

  /** Both moments would be one on the wire, and the descriptor could not be read back. */
  @Test
  void refusesATimeShorterThanTheWireCanTell() {
    assertRefused(START.plusNanos(1), START.plusNanos(999));
  }

  @Test
  void comesBackWithMomentsFinerThanTheWire() {
    var target = target(START.plusNanos(1), START.plusNanos(1001));

    assertThat(CONTRACT.decode(CONTRACT.canonical(target))).isEqualTo(target);
  }

  @Test
  void commitsToWhatWasMeasured() {
    var target =
        new TargetDescriptor(
            "local",
            "process",
            "local_subprocess",
            "local-process",
            List.of(AttestationClass.LOCAL_PROCESS_WEAK),
            List.of("proc: mounted", "kernel: 6.1"),
            START,
            START.plusSeconds(60));
    var told = new String(CONTRACT.canonical(target), UTF_8);
    var changed = told.replace("6.1", "6.2").getBytes(UTF_8);

    assertThat(target.measurement()).isEqualTo(Sha256.ofText("proc: mounted\nkernel: 6.1"));
    assertThat(CONTRACT.decode(CONTRACT.canonical(target))).isEqualTo(target);
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> CONTRACT.decode(changed))
        .withMessage("/measurement must be the digest of looks");
  }

  @Test
  void knowsTheOtherNameOfTheWeakClass() {
    assertThat(AttestationClass.canonical("local-erlexec-weak"))
        .isEqualTo(AttestationClass.LOCAL_PROCESS_WEAK);
    assertThat(AttestationClass.canonical("anything-else")).isEqualTo("anything-else");
  }

  private static void assertRefused(Instant attestedAt, Instant expiresAt) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> target(attestedAt, expiresAt))
        .withMessage("/expires_at must be after attested_at");
  }

  private static TargetDescriptor target(Instant attestedAt, Instant expiresAt) {
    return new TargetDescriptor(
        "local",
        "process",
        "local_subprocess",
        "local-process",
        List.of(AttestationClass.LOCAL_PROCESS_WEAK),
        Sha256.ofText("measured"),
        attestedAt,
        expiresAt);
  }
}
