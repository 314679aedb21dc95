package io.executionplane.contracts.samples;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.TargetDescriptor;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes random values of any contract. The types and rules of the components say what fits; records
 * with rules over several components have a maker of their own.
 */
public final class RandomContracts {

  private static final long SAFE_MAX = (1L << 53) - 1;
  private static final int TEXT_MAX = 24;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  /** For values that stand nowhere, so no rules stand with them. */
  private static final AnnotatedElement NO_RULES = RandomContracts.class;

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
    makers.put(ByteRange.class, () -> range(random.nextInt(1000)));
    makers.put(StreamRecord.class, this::streamRecord);
    makers.put(TargetDescriptor.class, this::targetDescriptor);
    makers.put(ExecutionResult.class, this::executionResult);
    makers.put(ProcessRun.class, this::processRun);
    makers.put(AdmissionRequest.class, this::admissionRequest);
    makers.put(EvidencePayload.OutputRecorded.class, this::outputRecorded);
    makers.put(EvidenceEvent.class, this::evidenceEvent);
  }

  /** Some value of a contract. */
  public <T> T some(Class<T> type) {
    return type.cast(valueOf(type, NO_RULES));
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
      map.put(text.of(1 + random.nextInt(TEXT_MAX)).replace('=', '-'), text.of(random.nextInt(9)));
    }
    return map;
  }

  private int count(AnnotatedElement rules) {
    var size = rules.getAnnotation(Size.class);
    return (size == null ? 0 : size.min()) + random.nextInt(4);
  }

  private String someText(AnnotatedElement rules) {
    var length = rules.getAnnotation(Length.class);
    var min = rules.isAnnotationPresent(NotBlank.class) ? 1 : 0;
    var max = length == null ? TEXT_MAX : length.max();
    var isAtTheEdge = random.nextInt(20) == 0;
    return text.of(isAtTheEdge ? max : min + random.nextInt(Math.min(TEXT_MAX, max) - min + 1));
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

  private Instant moment() {
    var years = 400_000_000L * 60;
    return Instant.ofEpochSecond(random.nextLong(-years, years), random.nextInt(1_000_000) * 1000L);
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private <E> E oneOf(E[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  // --- Records

  /** A record of random components, but for those that are given by name. */
  private Object record(Class<? extends Record> type, Map<String, Object> given) {
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

  private ByteRange range(long from) {
    return new ByteRange(from, from + 1 + random.nextInt(1000));
  }

  private Object streamRecord() {
    var omitted = new ArrayList<StreamRecord.Omission>();
    var end = 0L;
    var missing = 0L;
    for (var i = random.nextInt(3); i > 0; i--) {
      var range = range(end + random.nextInt(100));
      omitted.add(new StreamRecord.Omission(range, oneOf(StreamRecord.Omission.Reason.values())));
      end = range.to();
      missing += range.length();
    }
    var total = end + random.nextInt(1000);
    return record(
        StreamRecord.class,
        Map.of("omitted", omitted, "totalBytes", total, "capturedBytes", total - missing));
  }

  private Object targetDescriptor() {
    var attestedAt = moment();
    var expiresAt = attestedAt.plusNanos(1000L * (1 + random.nextInt(1_000_000)));
    return record(TargetDescriptor.class, Map.of("attestedAt", attestedAt, "expiresAt", expiresAt));
  }

  private Object executionResult() {
    var ends = Arrays.stream(ExecutionStatus.values()).filter(ExecutionStatus::isTerminal);
    var status = oneOf(ends.toArray(ExecutionStatus[]::new));
    var rejection =
        status == ExecutionStatus.REJECTED ? Optional.of(some(Rejection.class)) : Optional.empty();
    return record(ExecutionResult.class, Map.of("status", status, "rejection", rejection));
  }

  private Object processRun() {
    var stdin = oneOf(ProcessRun.StdinMode.values());
    var isGiven = random.nextBoolean();
    var hasBytes = isGiven && stdin == ProcessRun.StdinMode.BYTES;
    return record(
        ProcessRun.class,
        Map.of(
            "cwd", Optional.of("/" + text.of(random.nextInt(9))),
            "stdin", isGiven ? Optional.of(stdin) : Optional.empty(),
            "stdinBytes", hasBytes ? Optional.of(some(Bytes.class)) : Optional.empty()));
  }

  private Object admissionRequest() {
    var constraints = new ArrayList<RuntimeConstraint>();
    for (var i = random.nextInt(3); i > 0; i--) {
      constraints.add(new RuntimeConstraint("limit_" + i, random.nextInt(1000)));
    }
    return record(AdmissionRequest.class, Map.of("constraints", constraints));
  }

  private Object outputRecorded() {
    var range = range(random.nextInt(1000));
    return record(
        EvidencePayload.OutputRecorded.class, Map.of("from", range.from(), "to", range.to()));
  }

  private Object evidenceEvent() {
    return record(EvidenceEvent.class, Map.of("v", EvidenceEvent.VERSION));
  }
}
