package io.executionplane.contracts.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.Rejection.Candidate;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RejectionTest {

  @Test
  void blamesTheFieldItself() {
    var rejection = Rejection.at(RejectionReason.INVALID_LANE_REQUEST, "/payload/argv/3", "no NUL");

    assertThat(rejection.pointer()).contains("/payload/argv/3");
    assertThat(rejection.message()).isEqualTo("no NUL");
  }

  /** A caller chooses names, and a refusal of a name must not fail for the name's length. */
  @Test
  void blamesWhatHoldsTheFieldIfItsPointerIsTooLongToRecord() {
    var pointer = "/payload/env/" + "~0".repeat(1000);

    var rejection = Rejection.at(RejectionReason.INVALID_LANE_REQUEST, pointer, "is not known");

    assertThat(rejection.pointer()).contains("/payload/env");
  }

  @Test
  void shortensAMessageThatIsTooLongToRecord() {
    var longest = "\ud83d\ude00".repeat(2048);

    assertThat(Rejection.of(RejectionReason.AUTHORITY_REJECTED, longest).message())
        .isEqualTo(longest);
    assertThat(Rejection.of(RejectionReason.AUTHORITY_REJECTED, "code", longest + "x").message())
        .isEqualTo("\ud83d\ude00".repeat(2047) + "…");
  }

  @Test
  void namesTheFirst64CandidatesOfMany() {
    var many = Collections.nCopies(65, new Candidate("target", "is drained"));

    var rejection =
        Rejection.of(RejectionReason.NO_SATISFYING_ATTESTED_TARGET, "none").considering(many);

    assertThat(rejection.candidates()).hasSize(64);
  }

  @Test
  void tellsCallersThatOnlyKnowFailureClasses() {
    assertThat(RejectionReason.AUTHORITY_REJECTED.failureClass())
        .isEqualTo(FailureClass.POLICY_DENIED);
    assertThat(RejectionReason.values()).hasSize(16);
  }
}
