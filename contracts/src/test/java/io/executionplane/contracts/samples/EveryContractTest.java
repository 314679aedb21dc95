package io.executionplane.contracts.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.ClaimedVersion;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.TagIn;
import io.executionplane.contracts.json.Violation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws that hold for every contract of the module, each over random values of it. */
class EveryContractTest {

  /** Values of each contract; {@code -Dcontracts.rounds=100000} takes minutes. */
  private static final int ROUNDS = Integer.getInteger("contracts.rounds", 1000);

  private static final long SEED = 20261120L;

  /** {@code -Dcontracts.only=Snapshot} tries those with this in their name. */
  private static final String ONLY = System.getProperty("contracts.only", "");

  static List<Class<? extends Record>> all() {
    return Contracts.all().stream().filter(type -> type.getName().contains(ONLY)).toList();
  }

  static List<Class<? extends Record>> objects() {
    return Contracts.objects();
  }

  @Test
  void findsTheContractsOfTheModule() {
    var found = Contracts.all();

    assertThat(found).hasSizeGreaterThan(35).doesNotContain(Violation.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  <T extends Record> void comesBackFromItsCanonicalFormInWhateverOrderItArrives(Class<T> type) {
    var contract = Contract.of(type);
    var samples = new RandomContracts(SEED);
    var json = new RandomJson(new Random(SEED));

    for (var round = 0; round < ROUNDS; round++) {
      var sent = samples.some(type);
      var bytes = contract.canonical(sent);
      var tree = Json.parse(bytes);
      var received = contract.decode(json.shuffled(tree));

      // Compared without AssertJ first: a description for each of 100,000 rounds takes longer than
      // the round.
      if (!received.equals(sent)
          || !Arrays.equals(contract.canonical(received), bytes)
          || !Arrays.equals(CanonicalJson.bytes(tree), bytes)) {
        assertThat(received).as("seed %d, round %d", SEED, round).isEqualTo(sent);
        assertThat(text(contract.canonical(received))).isEqualTo(text(bytes));
        assertThat(text(CanonicalJson.bytes(tree))).isEqualTo(text(bytes));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  <T extends Record> void refusesAPropertyThatItDoesNotKnow(Class<T> type) {
    var contract = Contract.of(type);
    var tree = (ObjectNode) contract.encode(new RandomContracts(SEED).some(type));

    tree.put("a~b/c", 1);

    assertThat(contract.violations(tree))
        .containsExactly(new Violation("/a~0b~1c", "is not known"));
  }

  @ParameterizedTest
  @MethodSource("objects")
  <T extends Record> void saysOfEachPropertyThatItIsRequiredOrDoesWithoutIt(Class<T> type) {
    var contract = Contract.of(type);
    var sample = new RandomContracts(SEED).some(type);

    for (var name : names(contract.encode(sample))) {
      var tree = (ObjectNode) contract.encode(sample);
      tree.remove(name);

      var pointers = contract.violations(tree).stream().map(Violation::pointer).distinct();

      // Without an optional property another one may be too much, which is then to blame.
      assertThat(pointers).as(name).hasSizeLessThanOrEqualTo(1);
      if (isAlwaysThere(type, name)) {
        assertThat(contract.violations(tree))
            .containsExactly(new Violation("/" + name, "is required"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  <T extends Record> void refusesNullWhereNullMeansNothing(Class<T> type) {
    var contract = Contract.of(type);
    var sample = new RandomContracts(SEED).some(type);

    for (var component : properties(type)) {
      var name = wireName(component);
      var tree = (ObjectNode) contract.encode(sample);
      tree.putNull(name);

      var violations = contract.violations(tree);

      if (isNullable(component)) {
        // Another component may ask for a value here, but null itself is understood.
        assertThat(violations)
            .as(name)
            .doesNotContain(new Violation("/" + name, "must not be null"));
      } else {
        assertThat(violations).as(name).contains(new Violation("/" + name, "must not be null"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  <T extends Record> void blamesAPropertyOfTheWrongType(Class<T> type) {
    var contract = Contract.of(type);
    var sample = new RandomContracts(SEED).some(type);
    // No component takes a fraction, in whatever type.
    var wrong = Json.parse("0.5");

    for (var component : properties(type)) {
      if (isAnything(component)) {
        continue;
      }
      var name = wireName(component);
      var tree = (ObjectNode) contract.encode(sample);
      tree.set(name, wrong);

      assertThat(contract.violations(tree))
          .as(name)
          .anySatisfy(
              violation -> {
                assertThat(violation.pointer()).isEqualTo("/" + name);
                assertThat(violation.message()).startsWith("must be ");
              });
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  <T extends Record> void tellsAllThatIsWrongInOneGo(Class<T> type) {
    var contract = Contract.of(type);
    var tree = (ObjectNode) contract.encode(new RandomContracts(SEED).some(type));
    var wrong = Json.parse("0.5");

    names(tree).forEach(name -> tree.set(name, wrong));

    assertThat(contract.violations(tree).stream().map(Violation::pointer))
        .containsAll(
            names(tree).stream()
                .filter(name -> isComponent(type, name))
                .filter(name -> !isCarriedByATag(type, name))
                .map(name -> "/" + name)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  <T extends Record> void cannotBeMadeWithoutAComponentThatItNeeds(Class<T> type) throws Exception {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    var sample = new RandomContracts(SEED).some(type);

    for (var i = 0; i < components.length; i++) {
      if (isNullable(components[i]) || types[i].isPrimitive()) {
        continue;
      }
      var values = valuesOf(sample, components);
      values[i] = null;

      var missing = new Violation("/" + wireName(components[i]), "is required");
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> constructor.newInstance(values))
          .havingCause()
          .isInstanceOfSatisfying(
              ContractViolationException.class,
              refused -> assertThat(refused.violations()).contains(missing));
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  // --- What is known of a component

  private static @Nullable Object[] valuesOf(Record sample, RecordComponent[] components)
      throws ReflectiveOperationException {
    var values = new @Nullable Object[components.length];
    for (var i = 0; i < values.length; i++) {
      var accessor = components[i].getAccessor();
      accessor.setAccessible(true);
      values[i] = accessor.invoke(sample);
    }
    return values;
  }

  private static List<String> names(JsonNode tree) {
    return tree.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** The components that travel as properties of a record: also those of its inlined parts. */
  private static List<RecordComponent> properties(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            each ->
                each.isAnnotationPresent(Inline.class)
                    ? properties(each.getType()).stream()
                    : Stream.of(each))
        .toList();
  }

  /** Whether a component takes any JSON value. */
  private static boolean isAnything(RecordComponent component) {
    return component.getGenericType().getTypeName().contains(JsonValue.class.getName());
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static boolean isComponent(Class<?> type, String name) {
    return properties(type).stream()
        .anyMatch(each -> wireName(each).equals(name) && !isAnything(each));
  }

  private static boolean isAlwaysThere(Class<?> type, String name) {
    return properties(type).stream()
        .filter(each -> wireName(each).equals(name))
        .filter(each -> !each.isAnnotationPresent(ClaimedVersion.class))
        .anyMatch(each -> !List.of(Optional.class, List.class, Map.class).contains(each.getType()));
  }

  private static boolean isCarriedByATag(Class<?> type, String name) {
    return properties(type).stream()
        .filter(each -> wireName(each).equals(name))
        .anyMatch(each -> each.isAnnotationPresent(TagIn.class));
  }

  private static String wireName(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
