package io.executionplane.contracts.json;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in its document. Spelled out, as a JSON pointer (RFC 6901), only when
 * something is wrong there.
 */
final class Place {

  /** The whole document. */
  static final Place ROOT = new Place(null, "");

  private final @Nullable Place outer;
  private final Object step;

  private Place(@Nullable Place outer, Object step) {
    this.outer = outer;
    this.step = step;
  }

  /** The place of a property of the object here. */
  Place at(String property) {
    return new Place(this, property);
  }

  /** The place of an element of the array here. */
  Place at(int index) {
    return new Place(this, index);
  }

  String pointer() {
    var out = new StringBuilder();
    appendTo(out);
    return out.toString();
  }

  private void appendTo(StringBuilder out) {
    if (outer != null) {
      outer.appendTo(out);
      out.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
    }
  }
}
