package io.executionplane.contracts.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Makes records through their canonical constructors, which check the rules. */
record RecordConstructor(Constructor<? extends Record> constructor) {

  static RecordConstructor of(Class<? extends Record> type) {
    var components = type.getRecordComponents();
    var parameters = new Class<?>[components.length];
    for (var i = 0; i < components.length; i++) {
      parameters[i] = components[i].getType();
    }
    try {
      var constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return new RecordConstructor(constructor);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Makes a record, or adds the rules that the values break. */
  @Nullable Object construct(@Nullable Object[] values, Place place, Violations found) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      if (!(refused.getCause() instanceof ContractViolationException broken)) {
        throw new IllegalStateException(constructor.getName() + " failed", refused.getCause());
      }
      found.addAll(place, broken.violations());
      return null;
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
