package io.executionplane.contracts.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws that hold for every contract of the module, each over random values of it. */
class EveryContractTest {

  private static final int ROUNDS = 400;
  private static final long SEED = 20261120L;

  static List<Class<? extends Record>> all() {
    return Contracts.all();
  }

  static List<Class<? extends Record>> objects() {
    return Contracts.objects();
  }

  @Test
  void findsTheContractsOfTheModule() {
    var found = all();

    assertThat(found).hasSizeGreaterThan(35).doesNotContain(Violation.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  <T extends Record> void comesBackAsItWasSent(Class<T> type) {
    var contract = Contract.of(type);
    var samples = new RandomContracts(SEED);

    for (var round = 0; round < ROUNDS; round++) {
      var sent = samples.some(type);
      var bytes = contract.canonical(sent);
      var received = contract.decode(bytes);

      assertThat(received).as("seed %d, round %d", SEED, round).isEqualTo(sent);
      assertThat(contract.canonical(received)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  <T extends Record> void isWrittenInCanonicalForm(Class<T> type) {
    var contract = Contract.of(type);
    var samples = new RandomContracts(SEED);

    for (var round = 0; round < ROUNDS; round++) {
      var sent = samples.some(type);
      var bytes = contract.canonical(sent);

      assertThat(new String(CanonicalJson.bytes(Json.parse(bytes)), StandardCharsets.UTF_8))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
      assertThat(CanonicalJson.bytes(contract.encode(sent))).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  <T extends Record> void doesNotCareInWhichOrderPropertiesArrive(Class<T> type) {
    var contract = Contract.of(type);
    var samples = new RandomContracts(SEED);
    var json = new RandomJson(new Random(SEED));

    for (var round = 0; round < ROUNDS; round++) {
      var sent = samples.some(type);

      var received = contract.decode(json.shuffled(contract.encode(sent)));

      assertThat(received).as("seed %d, round %d", SEED, round).isEqualTo(sent);
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

    for (var component : type.getRecordComponents()) {
      var name = wireName(component);
      var tree = (ObjectNode) contract.encode(sample);
      tree.putNull(name);

      var violations = contract.violations(tree);

      if (isNullable(component)) {
        assertThat(violations).as(name).isEmpty();
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

    for (var component : type.getRecordComponents()) {
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

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static boolean isComponent(Class<?> type, String name) {
    return Arrays.stream(type.getRecordComponents()).anyMatch(each -> wireName(each).equals(name));
  }

  private static boolean isAlwaysThere(Class<?> type, String name) {
    return Arrays.stream(type.getRecordComponents())
        .filter(each -> wireName(each).equals(name))
        .anyMatch(each -> !List.of(Optional.class, List.class, Map.class).contains(each.getType()));
  }

  private static boolean isCarriedByATag(Class<?> type, String name) {
    return Arrays.stream(type.getRecordComponents())
        .filter(each -> wireName(each).equals(name))
        .anyMatch(each -> each.isAnnotationPresent(TagIn.class));
  }

  private static String wireName(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
