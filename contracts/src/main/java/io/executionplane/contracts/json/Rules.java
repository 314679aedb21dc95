package io.executionplane.contracts.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a record's annotations state, checked in its compact constructor.
 *
 * <pre>{@code
 * public record Limit(@NotBlank String name, @Range(min = 1) long value) {
 *   private static final Rules RULES = Rules.of(Limit.class);
 *
 *   public Limit {
 *     RULES
 *         .check(name, value)
 *         .and(() -> !name.equals("none"), "name", "must name a limit")
 *         .orThrow();
 *   }
 * }
 * }</pre>
 *
 * <p>Beyond what annotations say, no component is null unless it is marked {@link Nullable},
 * nothing that a component holds is null, every text is whole (no lone surrogates), every number is
 * one that all readers of JSON keep (2^53 - 1 either way), and every moment has a year of four
 * digits.
 */
public final class Rules {

  private static final ClassValue<Rules> CACHE =
      new ClassValue<>() {
        @Override
        protected Rules computeValue(Class<?> type) {
          var components = new ArrayList<ComponentRules>();
          for (var component : type.getRecordComponents()) {
            components.add(ComponentRules.of(component));
          }
          return new Rules(components);
        }
      };

  private final List<ComponentRules> components;

  private Rules(List<ComponentRules> components) {
    this.components = components;
  }

  /** The rules of a record type. */
  public static Rules of(Class<? extends Record> type) {
    return CACHE.get(type);
  }

  /** Checks the component values, in the order of their declaration. */
  public Findings check(@Nullable Object... values) {
    if (values.length != components.size()) {
      throw new IllegalArgumentException("give every component, in order");
    }
    var found = new Violations();
    for (var i = 0; i < values.length; i++) {
      var component = components.get(i);
      component.check(values[i], Place.ROOT.at(component.name()), found);
    }
    return new Findings(found);
  }

  List<ComponentRules> components() {
    return components;
  }

  /** What a check found so far. */
  public static final class Findings {

    private final Violations found;

    private Findings(Violations found) {
      this.found = found;
    }

    /**
     * Adds a rule over one or several components. It is not asked when something is missing, so it
     * needs no guard against null.
     *
     * @param component the component to blame, by its Java name
     * @param rule what must hold, as a phrase that follows the name
     */
    public Findings and(BooleanSupplier holds, String component, String rule) {
      return found.isAnyMissing() ? this : and(holds.getAsBoolean(), component, rule);
    }

    /** As above, over a component that the constructor goes on to change. */
    public <T> Findings and(T value, Predicate<T> holds, String component, String rule) {
      return found.isAnyMissing() ? this : and(holds.test(value), component, rule);
    }

    /** As above, over two components that the constructor goes on to change. */
    public <T, U> Findings and(
        T first, U second, BiPredicate<T, U> hold, String component, String rule) {
      return found.isAnyMissing() ? this : and(hold.test(first, second), component, rule);
    }

    /** As above, for what could be told without looking into anything that may be missing. */
    public Findings and(boolean holds, String component, String rule) {
      if (!holds) {
        found.add(Place.ROOT.at(WireNames.snake(component)), rule);
      }
      return this;
    }

    /**
     * Ends the check.
     *
     * @throws ContractViolationException naming every broken rule
     */
    public void orThrow() {
      found.orThrow();
    }
  }
}
