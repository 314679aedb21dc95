package io.executionplane.contracts.json;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * What one component of a record must be.
 *
 * @param component the inspected component; each look at a class makes a new one without memory
 * @param name how it is spelled on the wire
 */
record ComponentRules(
    RecordComponent component, String name, boolean nullable, ValueRules valueRules) {

  static ComponentRules of(RecordComponent component) {
    var type = component.getAnnotatedType();
    return new ComponentRules(
        component,
        WireNames.of(component),
        type.isAnnotationPresent(Nullable.class),
        ValueRules.of(component, type));
  }

  void check(@Nullable Object value, Place place, Violations found) {
    if (value != null) {
      valueRules.check(value, place, found);
    } else if (!nullable) {
      found.addMissing(place);
    }
  }
}
