package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.ByKind;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Scalar;

/** The value of a constraint: a number, a word, or yes and no. */
@ByKind
public sealed interface ConstraintValue {

  /**
   * A whole number.
   *
   * @param number in the unit that ends the constraint's name
   */
  @Scalar
  record WholeNumber(@Range(min = 0) long number) implements ConstraintValue {

    private static final Rules RULES = Rules.of(WholeNumber.class);

    public WholeNumber {
      RULES.check(number).orThrow();
    }
  }

  /** One of a few words, for example {@code none}. */
  @Scalar
  record Word(@NotBlank @Length(max = 64) String word) implements ConstraintValue {

    private static final Rules RULES = Rules.of(Word.class);

    public Word {
      RULES.check(word).orThrow();
    }
  }

  /** Yes or no. */
  @Scalar
  record Flag(boolean flag) implements ConstraintValue {}
}
