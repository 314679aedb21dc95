package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.ByKind;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Scalar;

/** The id by which a response finds its request: a text or a whole number, never a fraction. */
@ByKind
public sealed interface JsonRpcId {

  /** An id that is a text. */
  @Scalar
  record OfText(@Length(max = 256) String text) implements JsonRpcId {

    private static final Rules RULES = Rules.of(OfText.class);

    public OfText {
      RULES.check(text).orThrow();
    }
  }

  /** An id that is a whole number. */
  @Scalar
  record OfNumber(long number) implements JsonRpcId {

    private static final Rules RULES = Rules.of(OfNumber.class);

    public OfNumber {
      RULES.check(number).orThrow();
    }
  }
}
