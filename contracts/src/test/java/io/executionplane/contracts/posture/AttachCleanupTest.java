package io.executionplane.contracts.posture;

import static io.executionplane.contracts.posture.AttachTriple.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttachCleanupTest {

  @Test
  void clearsWhatTheAttachLeftAndNothingThatCameSince() {
    var triple = AttachTriple.matching();
    var before = triple.targetPosture();
    var cleanup = AttachCleanup.of(before, evidence(triple), NOW);
    var since =
        before.withMaterializedStateRefs(
            List.of("materialized-credential://m1", "materialized-credential://m2"));

    assertThat(cleanup.applyTo(before)).isEqualTo(before.withMaterializedStateRefs(List.of()));
    assertThat(cleanup.applyTo(since).materializedStateRefs())
        .containsExactly("materialized-credential://m2");
  }

  @Test
  void recordsNamesOfWhatWasDoneAndNoCredential() {
    var triple = AttachTriple.matching();

    var cleanup = AttachCleanup.of(triple.targetPosture(), evidence(triple), NOW);

    assertThat(cleanup.rawMaterialPresent()).isFalse();
    assertThat(cleanup.cleanupRefs()).containsExactly("cleanup://wipe", "cleanup://forget");
    assertThat(cleanup.clearedStateRefs()).containsExactly("materialized-credential://m1");
    assertThat(new String(AttachCleanup.CONTRACT.canonical(cleanup), StandardCharsets.UTF_8))
        .doesNotContain(AttachTriple.HANDLE);
  }

  @Test
  void refusesToCleanUpAnotherTarget() {
    var triple = AttachTriple.matching();
    var attach = evidence(triple);
    var cleanup = AttachCleanup.of(triple.targetPosture(), attach, NOW);
    triple.posture().put("target_ref", "target://t2");
    var other = triple.targetPosture();

    assertThatIllegalArgumentException().isThrownBy(() -> AttachCleanup.of(other, attach, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> cleanup.applyTo(other));
  }

  private static AttachEvidence evidence(AttachTriple triple) {
    return ((AttachVerdict.Authorized) triple.verdict()).evidence();
  }
}
