package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one execution differs from another.
 *
 * @param left the one that is compared with, usually the older
 * @param fields what was compared, in a fixed order; durations and moments never are
 */
public record Comparison(ExecutionRef left, ExecutionRef right, List<Field> fields) {

  public Comparison {
    fields = List.copyOf(fields);
  }

  /** The largest difference of any field. */
  public Likeness likeness() {
    return fields.stream()
        .map(Field::likeness)
        .max(Comparator.naturalOrder())
        .orElse(Likeness.IDENTICAL);
  }

  /** How alike two things are, the most alike first. */
  public enum Likeness {
    /** No difference. */
    IDENTICAL,
    /** The outcome is the same; bytes, or what is known of the surroundings, are not. */
    EQUIVALENT,
    /** The outcome is another. */
    DIVERGED
  }

  /**
   * One thing that was compared.
   *
   * @param name such as {@code status} or {@code stdout}
   * @param reason one line that says what is the same or what is not
   * @param bytes for streams: where they differ
   */
  public record Field(
      String name, Likeness likeness, String reason, Optional<StreamDifference> bytes) {

    static Field of(String name, Likeness likeness, String reason) {
      return new Field(name, likeness, reason, Optional.empty());
    }

    static Field identical(String name, String reason) {
      return of(name, Likeness.IDENTICAL, reason);
    }
  }

  /**
   * Where the bytes of a stream differ.
   *
   * @param leftBytes how many passed
   * @param rightBytes how many passed
   * @param firstOffset the first byte that was seen to differ, or the end of the shorter one;
   *     absent if the difference is in what is not stored
   * @param exact whether everything before it is stored and was seen to be equal, so that it is the
   *     first difference indeed
   */
  public record StreamDifference(
      long leftBytes, long rightBytes, OptionalLong firstOffset, boolean exact) {}
}
