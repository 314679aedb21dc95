package io.executionplane.testkit.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.executionplane.contracts.PublishedContract;
import io.executionplane.contracts.Vocabulary;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every published contract has samples, and record and schema agree about each. With the system
 * property {@code samples.write} the derived ones are written anew.
 */
class ContractSamplesTest {

  private static final Path FILES = Path.of("src", "main", "resources", "samples");
  private static final SchemaRegistry VALIDATORS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  static List<PublishedContract<?>> all() {
    return Vocabulary.all();
  }

  @Test
  void areThereForEveryPublishedContractAndNoOther() throws IOException {
    try (var files = Files.walk(FILES)) {
      var found =
          files
              .filter(Files::isRegularFile)
              .map(file -> FILES.relativize(file).toString().replace(".derived", ""))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(found)
          .isEqualTo(
              all().stream()
                  .map(contract -> contract.fullName() + ".json")
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void followFromTheSchema(PublishedContract<?> contract) throws IOException {
    var derived = pretty(DerivedSamples.of(contract, ContractSamples.of(contract).full()));
    var file = FILES.resolve(contract.fullName() + ".derived.json");

    if (System.getProperty("samples.write") != null) {
      Files.writeString(file, derived);
    }

    assertThat(file)
        .as("write it with -Dsamples.write")
        .usingCharset(StandardCharsets.UTF_8)
        .hasContent(derived);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  <T> void comeBackByteForByte(PublishedContract<T> contract) {
    var samples = ContractSamples.of(contract);
    var written = CanonicalJson.text(samples.full());

    var value = contract.contract().decode(samples.full());

    assertThat(new String(contract.contract().canonical(value), UTF_8)).isEqualTo(written);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  <T> void meanTheSameInAnyOrder(PublishedContract<T> contract) {
    var full = ContractSamples.of(contract).full();

    var value = contract.contract().decode(reversed(full));

    assertThat(value).isEqualTo(contract.contract().decode(full));
  }

  private static JsonNode reversed(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    var properties = new ArrayList<>(object.properties());
    Collections.reverse(properties);
    var reversed = object.objectNode();
    properties.forEach(each -> reversed.set(each.getKey(), reversed(each.getValue())));
    return reversed;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void areAcceptedByRecordAndSchema(PublishedContract<?> contract) {
    var samples = ContractSamples.of(contract);
    var schema = schema(contract);
    var good = new ArrayList<>(samples.accepted());
    good.add(new ContractSamples.Variant("minimal", samples.minimal()));
    good.add(new ContractSamples.Variant("full", samples.full()));

    for (var each : good) {
      assertThat(contract.contract().violations(each.document())).as(each.rule()).isEmpty();
      assertThat(schema.validate(each.document())).as(each.rule()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void areRefusedByTheRecordForTheRightPlace(PublishedContract<?> contract) {
    for (var each : ContractSamples.of(contract).broken()) {
      assertThat(contract.contract().violations(each.document()))
          .as(each.rule())
          .extracting(Violation::pointer)
          .contains(each.pointer());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void areRefusedByTheSchemaForTheSamePlace(PublishedContract<?> contract) {
    var schema = schema(contract);

    for (var each : ContractSamples.of(contract).broken()) {
      if (each.inSchema()) {
        assertThat(schema.validate(each.document()))
            .as(each.rule())
            .extracting(ContractSamplesTest::blamed)
            .contains(each.pointer());
      }
    }
  }

  /** The place that an error blames: what is missing or not known, not what holds it. */
  private static String blamed(Error error) {
    var place = error.getInstanceLocation().toString();
    var property = error.getProperty();
    return property == null ? place : place + "/" + property;
  }

  private static Schema schema(PublishedContract<?> contract) {
    return VALIDATORS.getSchema(contract.schema());
  }

  private static String pretty(JsonNode file) throws IOException {
    var lines = new DefaultPrettyPrinter();
    lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    lines.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    return new ObjectMapper().writer(lines).writeValueAsString(file) + "\n";
  }

  @Test
  void patchesRefuseWhatLeadsNowhere() {
    var patch = Json.parse("[{\"op\":\"remove\",\"path\":\"/b\"}]");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonPatch.applied(patch, Json.parse("{\"a\":1}")));
  }
}
