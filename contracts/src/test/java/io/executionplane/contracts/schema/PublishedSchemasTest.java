package io.executionplane.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.executionplane.contracts.PublishedContract;
import io.executionplane.contracts.Vocabulary;
import io.executionplane.contracts.json.JsonSchema;
import io.executionplane.contracts.samples.RandomContracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the published schemas with what the records say. With the system property {@code
 * schemas.write} they are written anew instead.
 */
class PublishedSchemasTest {

  private static final Path PUBLISHED = Path.of("..", "docs", "schemas");
  private static final DocumentedTypes DOCUMENTED = DocumentedTypes.in(Path.of("src", "main"));
  private static final SchemaRegistry VALIDATORS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final int ROUNDS = 200;
  private static final long SEED = 20261120L;

  static List<PublishedContract<?>> all() {
    return Vocabulary.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void areWhatTheRecordsSay(PublishedContract<?> contract) throws IOException {
    var file = PUBLISHED.resolve(contract.fullName() + ".schema.json");
    var written = pretty(JsonSchema.of(contract.type(), contract.schemaId(), DOCUMENTED));

    if (System.getProperty("schemas.write") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, written);
    }

    assertThat(file)
        .as("write it with -Dschemas.write")
        .usingCharset(StandardCharsets.UTF_8)
        .hasContent(written);
  }

  @Test
  void areAllThereAre() throws IOException {
    try (Stream<Path> files = Files.walk(PUBLISHED)) {
      var found =
          files
              .filter(Files::isRegularFile)
              .map(file -> PUBLISHED.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.endsWith(".schema.json"))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(found)
          .isEqualTo(
              all().stream()
                  .map(contract -> contract.fullName() + ".schema.json")
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void arePackaged(PublishedContract<?> contract) {
    assertThat(contract.schema().get("$id").textValue()).isEqualTo(contract.schemaId());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void areSchemas(PublishedContract<?> contract) {
    var dialect = VALIDATORS.getSchema(com.networknt.schema.SchemaLocation.of(JsonSchema.DIALECT));

    assertThat(dialect.validate(contract.schema())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  <T> void acceptWhateverTheRecordIs(PublishedContract<T> contract) {
    var schema = validator(contract);
    var random = new RandomContracts(SEED);

    for (var round = 0; round < ROUNDS; round++) {
      var value = contract.contract().encode(random.some(contract.type()));

      assertThat(schema.validate(value)).as("seed %d, round %d", SEED, round).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void describeTheContractAndWhatIsNotPlain(PublishedContract<?> contract) {
    assertThat(contract.schema().path("description").textValue()).isNotBlank();
  }

  @Test
  void haveOneNameEach() {
    var names = new ArrayList<>(all().stream().map(PublishedContract::fullName).toList());

    assertThat(names).doesNotHaveDuplicates();
    assertThat(all().stream().map(PublishedContract::group).collect(Collectors.toSet()))
        .isEqualTo(Set.of("boundary", "packet", "activity", "runtime", "lane"));
  }

  private static Schema validator(PublishedContract<?> contract) {
    return VALIDATORS.getSchema(contract.schema());
  }

  private static String pretty(JsonNode schema) throws IOException {
    var lines = new DefaultPrettyPrinter();
    lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    lines.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    return new ObjectMapper().writer(lines).writeValueAsString(schema) + "\n";
  }
}
