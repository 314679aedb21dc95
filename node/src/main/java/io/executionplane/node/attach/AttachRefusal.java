package io.executionplane.node.attach;

import io.executionplane.contracts.posture.AttachRefusalCode;
import io.executionplane.contracts.posture.AttachVerdict;
import java.util.Locale;

/** Why somebody may not attach. Nothing was recorded, and no byte passed. */
public sealed interface AttachRefusal {

  /** A stable word for programs, for example {@code execution_ref_mismatch}. */
  String code();

  /** One sentence for people; names no value. */
  String message();

  /** His authority, or the execution, does not let him. */
  record Denied(AttachDenial denial) implements AttachRefusal {

    @Override
    public String code() {
      return denial.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String message() {
      return denial.message();
    }
  }

  /** The posture of the execution's target does not let him. */
  record Posture(AttachRefusalCode reason, String message) implements AttachRefusal {

    static Posture of(AttachVerdict.Refused refused) {
      return new Posture(refused.code(), refused.message());
    }

    @Override
    public String code() {
      return reason.name().toLowerCase(Locale.ROOT);
    }
  }
}
