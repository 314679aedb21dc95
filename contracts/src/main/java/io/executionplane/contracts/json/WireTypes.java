package io.executionplane.contracts.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the wire form of a Java type. A closed list: what is not named here does not travel. A type
 * must not contain itself.
 */
final class WireTypes {

  /** Records, enums and families are inspected once. */
  private static final ClassValue<WireType> DECLARED =
      new ClassValue<>() {
        @Override
        protected WireType computeValue(Class<?> type) {
          return ofDeclared(type);
        }
      };

  private WireTypes() {}

  static WireType of(Class<?> type) {
    return of(type, ScalarType.TEXT);
  }

  static WireType of(RecordComponent component) {
    if (component.isAnnotationPresent(ClaimedVersion.class)) {
      return ScalarType.CLAIMED_VERSION;
    }
    var type = component.getGenericType();
    var isRedacted = component.isAnnotationPresent(Redacted.class);
    return of(type, isRedacted ? ScalarType.REDACTABLE_TEXT : ScalarType.TEXT);
  }

  /**
   * @param text the form of the text in it
   */
  private static WireType of(Type type, WireType text) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, text);
    }
    if (type == String.class) {
      return text;
    }
    if (text != ScalarType.TEXT) {
      throw new IllegalArgumentException(type.getTypeName() + " is not text to redact");
    }
    return ofClass((Class<?>) type);
  }

  private static WireType ofGeneric(ParameterizedType type, WireType text) {
    var arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return new ContainerTypes.Maybe(of(arguments[0], text));
    }
    if (type.getRawType() == List.class) {
      return new ContainerTypes.Sequence(of(arguments[0], text));
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return new ContainerTypes.Dictionary(of(arguments[1], text));
    }
    throw unsupported(type);
  }

  private static WireType ofClass(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return ScalarType.BOOLEAN;
    } else if (type == int.class || type == Integer.class) {
      return ScalarType.INT;
    } else if (type == long.class || type == Long.class) {
      return ScalarType.LONG;
    } else if (type == Instant.class) {
      return ScalarType.INSTANT;
    } else if (type == Bytes.class) {
      return ScalarType.BYTES;
    } else if (type == JsonObject.class) {
      return ScalarType.OBJECT;
    } else if (type == JsonValue.class) {
      return ScalarType.ANY;
    }
    return DECLARED.get(type);
  }

  private static WireType ofDeclared(Class<?> type) {
    if (type.isEnum()) {
      return EnumType.of(type);
    } else if (type.isRecord()) {
      var record = type.asSubclass(Record.class);
      return type.isAnnotationPresent(Scalar.class)
          ? ScalarRecordType.of(record)
          : RecordType.of(record);
    } else if (type.isSealed()) {
      return type.isAnnotationPresent(ByKind.class) ? KindType.of(type) : SealedType.of(type);
    }
    throw unsupported(type);
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException(type.getTypeName() + " has no wire form");
  }
}
