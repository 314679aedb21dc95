package io.executionplane.contracts.samples;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes random values of any contract. The types and rules of the components say what fits; records
 * with rules over several components have a maker of their own.
 */
public final class RandomContracts {

  private static final long SAFE_MAX = (1L << 53) - 1;
  private static final int TEXT_MAX = 24;
  private static final String[] ANY_HANDLE = {"urn:", "a+b.c-9://"};
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  /** For values that stand nowhere, so no rules stand with them. */
  private static final AnnotatedElement NO_RULES = RandomContracts.class;

  /** Each knows how to make the records of some packages whose rules span several components. */
  private static final List<Consumer<RandomContracts>> MAKERS =
      List.of(
          ExecutionMakers::addTo,
          PacketMakers::addTo,
          GrantMakers::addTo,
          SimulationMakers::addTo,
          LaneMakers::addTo,
          LogMakers::addTo);

  private final Random random;
  private final RandomText text;
  private final RandomJson json;
  private final Map<Class<?>, Supplier<Object>> makers = new HashMap<>();

  public RandomContracts(long seed) {
    random = new Random(seed);
    text = new RandomText(random);
    json = new RandomJson(random);
    makers.put(Sha256.class, () -> Sha256.of(bytes(8)));
    makers.put(ExecutionRef.class, () -> new ExecutionRef("ex_" + text.from(BASE32, 26)));
    makers.put(StreamName.class, () -> new StreamName(text.from("az_09", 1 + random.nextInt(32))));
    makers.put(Bytes.class, () -> Bytes.copyOf(bytes(random.nextInt(40))));
    makers.put(JsonObject.class, () -> JsonObject.of(json.object()));
    makers.put(Instant.class, this::moment);
    makers.put(boolean.class, random::nextBoolean);
    makers.put(Boolean.class, random::nextBoolean);
    makers.put(JsonValue.class, () -> JsonValue.of(json.value()));
    MAKERS.forEach(each -> each.accept(this));
  }

  /** Some value of a contract. */
  public <T> T some(Class<T> type) {
    return type.cast(valueOf(type, NO_RULES));
  }

  // --- For makers

  <T> void put(Class<T> type, Supplier<Object> maker) {
    makers.put(type, maker);
  }

  Random random() {
    return random;
  }

  RandomText text() {
    return text;
  }

  <T> Optional<T> maybe(Class<T> type) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(some(type));
  }

  // --- By type

  private Object valueOf(Type type, AnnotatedElement rules) {
    if (type instanceof ParameterizedType generic) {
      return container(generic, rules);
    }
    var plain = (Class<?>) type;
    var maker = makers.get(plain);
    if (maker != null) {
      return maker.get();
    } else if (plain == String.class) {
      return someText(rules);
    } else if (plain == int.class || plain == Integer.class) {
      return (int) number(rules, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (plain == long.class || plain == Long.class) {
      return number(rules, -SAFE_MAX, SAFE_MAX);
    } else if (plain.isEnum()) {
      return oneOf(plain.getEnumConstants());
    } else if (plain.isSealed()) {
      return valueOf(oneOf(plain.getPermittedSubclasses()), rules);
    }
    return record(plain.asSubclass(Record.class), Map.of());
  }

  private Object container(ParameterizedType type, AnnotatedElement rules) {
    var arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(valueOf(arguments[0], rules));
    }
    if (type.getRawType() == List.class) {
      var list = new ArrayList<Object>();
      for (var i = count(rules); i > 0; i--) {
        list.add(valueOf(arguments[0], rules));
      }
      return list;
    }
    var map = new TreeMap<Object, Object>();
    for (var i = count(rules); i > 0; i--) {
      var name = text.of(1 + random.nextInt(TEXT_MAX)).replace('=', '-');
      map.put(
          name, arguments[1] == String.class ? text.of(random.nextInt(9)) : small(arguments[1]));
    }
    return map;
  }

  /** A value in a map: whatever its bounds are, a small number is within them. */
  private Object small(Type type) {
    return type == Long.class ? (Object) (long) random.nextInt(100) : valueOf(type, NO_RULES);
  }

  private int count(AnnotatedElement rules) {
    var size = rules.getAnnotation(Size.class);
    if (size == null) {
      return random.nextInt(4);
    }
    return size.min() + random.nextInt(Math.min(3, size.max() - size.min()) + 1);
  }

  private String someText(AnnotatedElement rules) {
    var handle = rules.getAnnotation(Handle.class);
    if (handle != null) {
      var beginnings = handle.value().length == 0 ? ANY_HANDLE : handle.value();
      return oneOf(beginnings) + text.from("abc-/.7", 1 + random.nextInt(TEXT_MAX));
    }
    var length = rule(rules, Length.class);
    var min = rule(rules, NotBlank.class) == null ? 0 : 1;
    var max = length == null ? TEXT_MAX : length.max();
    var isAtTheEdge = random.nextInt(20) == 0;
    return text.of(isAtTheEdge ? max : min + random.nextInt(Math.min(TEXT_MAX, max) - min + 1));
  }

  /** A rule that stands here, or is part of one that does. */
  private static <A extends Annotation> @Nullable A rule(AnnotatedElement rules, Class<A> type) {
    var found = rules.getAnnotation(type);
    for (var each : rules.getAnnotations()) {
      found = found == null ? each.annotationType().getAnnotation(type) : found;
    }
    return found;
  }

  private long number(AnnotatedElement rules, long typeMin, long typeMax) {
    var range = rules.getAnnotation(Range.class);
    var min = range == null ? typeMin : Math.max(typeMin, range.min());
    var max = range == null ? typeMax : Math.min(typeMax, range.max());
    return switch (random.nextInt(10)) {
      case 0 -> min;
      case 1 -> max;
      default -> min + Math.floorMod(random.nextLong() >>> random.nextInt(60), max - min + 1);
    };
  }

  Instant moment() {
    var years = 400_000_000L * 60;
    return Instant.ofEpochSecond(random.nextLong(-years, years), random.nextInt(1_000_000) * 1000L);
  }

  byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  <E> E oneOf(E[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  // --- Records

  /** A record of random components, but for those that are given by name. */
  Object record(Class<? extends Record> type, Map<String, Object> given) {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var values = new @Nullable Object[components.length];
    for (var i = 0; i < values.length; i++) {
      var known = given.get(components[i].getName());
      values[i] = known == null ? component(components[i]) : known;
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException refused) {
      throw new IllegalStateException(type + " refuses " + Arrays.toString(values), refused);
    }
  }

  private @Nullable Object component(RecordComponent component) {
    var isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return isNullable && random.nextInt(3) == 0
        ? null
        : valueOf(component.getGenericType(), component);
  }
}
