package io.executionplane.contracts.json;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the values at one place of a record: of a component, or of what a component holds.
 *
 * <p>A rule that stands at a component speaks of the value, or of everything that the value holds;
 * only {@link Size} speaks of the container itself. A rule that stands at a type argument speaks of
 * what takes that argument's place.
 */
record ValueRules(
    @Nullable NotBlank notBlank,
    @Nullable WithoutNul withoutNul,
    @Nullable Length length,
    @Nullable Handle handle,
    @Nullable Range range,
    @Nullable Size size,
    @Nullable ValueRules keys,
    @Nullable ValueRules contents) {

  static ValueRules of(RecordComponent component, AnnotatedType type) {
    return of(List.of(component), type);
  }

  /**
   * @param sources where rules for this place stand, outermost first
   */
  private static ValueRules of(List<AnnotatedElement> sources, AnnotatedType type) {
    return new ValueRules(
        innermost(sources, NotBlank.class),
        innermost(sources, WithoutNul.class),
        innermost(sources, Length.class),
        innermost(sources, Handle.class),
        innermost(sources, Range.class),
        sources.get(sources.size() - 1).getAnnotation(Size.class),
        keysOf(type),
        contentsOf(sources, type));
  }

  private static @Nullable ValueRules keysOf(AnnotatedType type) {
    if (!(type instanceof AnnotatedParameterizedType generic)) {
      return null;
    }
    var arguments = generic.getAnnotatedActualTypeArguments();
    return arguments.length < 2 ? null : of(List.of(arguments[0]), arguments[0]);
  }

  private static @Nullable ValueRules contentsOf(
      List<AnnotatedElement> sources, AnnotatedType type) {
    if (!(type instanceof AnnotatedParameterizedType generic)) {
      return null;
    }
    var arguments = generic.getAnnotatedActualTypeArguments();
    var last = arguments[arguments.length - 1];
    var inner = new ArrayList<>(sources);
    inner.add(last);
    return of(inner, last);
  }

  private static <A extends Annotation> @Nullable A innermost(
      List<AnnotatedElement> sources, Class<A> type) {
    for (var i = sources.size() - 1; i >= 0; i--) {
      var found = at(sources.get(i), type);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** A rule that stands here itself, or as part of a rule that is made of others. */
  private static <A extends Annotation> @Nullable A at(AnnotatedElement place, Class<A> type) {
    var found = place.getAnnotation(type);
    if (found != null) {
      return found;
    }
    for (var each : place.getAnnotations()) {
      var part = each.annotationType().getAnnotation(type);
      if (part != null) {
        return part;
      }
    }
    return null;
  }

  // --- Checking

  void check(Object value, Place place, Violations found) {
    if (value instanceof CharSequence text) {
      checkText(text, place, found);
    } else if (value instanceof Long || value instanceof Integer) {
      checkNumber(((Number) value).longValue(), place, found);
    } else if (value instanceof Instant moment) {
      require(Timestamps.hasSpelling(moment), "must lie in the years 0000 to 9999", place, found);
    } else if (value instanceof Bytes bytes) {
      checkSize(bytes.size(), "bytes", place, found);
    } else {
      checkContainer(value, place, found);
    }
  }

  private void checkContainer(Object value, Place place, Violations found) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> checkHeld(contents, present, place, found));
    } else if (value instanceof List<?> list) {
      checkSize(list.size(), "elements", place, found);
      for (var i = 0; i < list.size(); i++) {
        checkHeld(contents, list.get(i), place.at(i), found);
      }
    } else if (value instanceof Map<?, ?> map) {
      checkSize(map.size(), "elements", place, found);
      map.forEach((name, held) -> checkEntry(name, held, place, found));
    }
  }

  private void checkEntry(
      @Nullable Object name, @Nullable Object held, Place place, Violations found) {
    if (name instanceof String text && keys != null) {
      var wrong = new Violations();
      keys.check(text, place, wrong);
      require(
          !Unicode.isLongerThan(Json.NAME_BYTES_MAX, text),
          "must have at most " + Json.NAME_BYTES_MAX + " bytes",
          place,
          wrong);
      wrong.toList().forEach(each -> found.add(place, "has a name that " + each.message()));
    }
    checkHeld(contents, held, place.at(String.valueOf(name)), found);
  }

  private static void checkHeld(
      @Nullable ValueRules rules, @Nullable Object held, Place place, Violations found) {
    if (held == null) {
      found.addMissing(place);
    } else if (rules != null) {
      rules.check(held, place, found);
    }
  }

  private void checkText(CharSequence text, Place place, Violations found) {
    require(Unicode.isWellFormed(text), "must not contain a lone surrogate", place, found);
    require(notBlank == null || !isBlank(text), "must not be blank", place, found);
    require(withoutNul == null || !hasNul(text), "must not contain NUL", place, found);
    if (handle != null) {
      var form = HandleForm.of(handle);
      require(form.accepts(text.toString()), form.rule(), place, found);
    }
    if (length != null && text.length() > length.max()) {
      var characters = Character.codePointCount(text, 0, text.length());
      var rule = "must have at most " + length.max() + " characters";
      require(characters <= length.max(), rule, place, found);
    }
  }

  /** Also no-break spaces are blank, which {@link String#isBlank} lets pass. */
  private static boolean isBlank(CharSequence text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  private static boolean hasNul(CharSequence text) {
    return text.toString().indexOf('\0') >= 0;
  }

  private void checkNumber(long number, Place place, Violations found) {
    require(ScalarType.isSafe(number), "must be between -(2^53-1) and 2^53-1", place, found);
    if (range != null) {
      if (number < range.min()) {
        found.add(place, "must be at least " + range.min());
      }
      if (number > range.max()) {
        found.add(place, "must be at most " + range.max());
      }
    }
  }

  private void checkSize(int count, String unit, Place place, Violations found) {
    if (size != null) {
      if (count < size.min()) {
        found.add(place, "must have at least " + size.min() + " " + unit);
      }
      if (count > size.max()) {
        found.add(place, "must have at most " + size.max() + " " + unit);
      }
    }
  }

  private static void require(boolean holds, String rule, Place place, Violations found) {
    if (!holds) {
      found.add(place, rule);
    }
  }
}
