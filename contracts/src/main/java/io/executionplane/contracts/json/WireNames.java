package io.executionplane.contracts.json;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** How Java names are spelled on the wire: snake_case. */
final class WireNames {

  private WireNames() {}

  static String of(RecordComponent component) {
    return snake(component.getName());
  }

  static String of(Enum<?> constant) {
    try {
      var field = constant.getDeclaringClass().getField(constant.name());
      var chosen = field.getAnnotation(WireName.class);
      return chosen == null ? constant.name().toLowerCase(Locale.ROOT) : chosen.value();
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String snake(String camel) {
    var out = new StringBuilder(camel.length() + 4);
    for (var i = 0; i < camel.length(); i++) {
      var c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        out.append('_').append(Character.toLowerCase(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
