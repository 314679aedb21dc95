package io.executionplane.contracts.posture;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import java.util.function.Function;

/** Whether an attach may go ahead. Both answers are data. */
public sealed interface AttachVerdict {

  /** It may, and this is what must be recorded of it. */
  record Authorized(AttachEvidence evidence) implements AttachVerdict {

    private static final Rules RULES = Rules.of(Authorized.class);

    public Authorized {
      RULES.check(evidence).orThrow();
    }
  }

  /**
   * It may not.
   *
   * @param message one sentence for people; names fields, never values
   */
  record Refused(AttachRefusalCode code, @NotBlank @Length(max = 1024) String message)
      implements AttachVerdict {

    private static final Rules RULES = Rules.of(Refused.class);

    public Refused {
      RULES.check(code, message).orThrow();
    }
  }

  /** Goes on with whichever answer it is. */
  default <T> T fold(Function<Authorized, T> authorized, Function<Refused, T> refused) {
    return this instanceof Authorized yes ? authorized.apply(yes) : refused.apply((Refused) this);
  }
}
