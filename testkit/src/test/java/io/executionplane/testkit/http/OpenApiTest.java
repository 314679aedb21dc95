package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.node.http.api.ProblemType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The description of the operations, and whether it is true. With the system property {@code
 * openapi.write} the published document is written anew instead.
 */
class OpenApiTest {

  static final Path PUBLISHED = Path.of("..", "docs", "openapi.json");

  private static final SchemaRegistry VALIDATORS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @TempDir static Path directory;
  private static ServedPlane served;
  private static JsonNode document;
  private static String ref;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory);
    document = Json.parse(served.get(ServedPlane.OPERATOR, "/openapi.json").body());
    ref = served.ended(ServedPlane.ADA, ProcessRun.of("/bin/echo", "hello"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void isThePublishedOne() throws IOException {
    var written =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document)
            + "\n";
    if (System.getProperty("openapi.write") != null) {
      Files.writeString(PUBLISHED, written);
    }

    assertThat(PUBLISHED)
        .as("write it with -Dopenapi.write")
        .usingCharset(StandardCharsets.UTF_8)
        .hasContent(written);
  }

  @Test
  void namesNoOperationTwiceAndNoSchemaThatIsNotThere() {
    var ids = document.findValuesAsText("operationId");
    var names = new ArrayList<String>();
    document.at("/components/schemas").fieldNames().forEachRemaining(names::add);

    assertThat(ids).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(document.findValuesAsText("$ref"))
        .filteredOn(reference -> reference.startsWith("#/components/schemas/"))
        .allSatisfy(
            reference ->
                assertThat(names).contains(reference.substring("#/components/schemas/".length())));
  }

  @ParameterizedTest
  @CsvSource({
    "/livez, Health",
    "/v1/node, Node",
    "/v1/lanes, LaneList",
    "/v1/targets, TargetList",
    "/v1/cluster, Cluster",
    "/v1/executions, ExecutionPage",
    "/v1/executions/{ref}, Execution",
    "/v1/executions/{ref}/events, EventPage",
    "/v1/executions/ex_none, Problem",
    "/v1/executions?status=odd, Problem",
  })
  void describesWhatIsReallyAnswered(String path, String schema) {
    var response = served.get(ServedPlane.OPERATOR, path.replace("{ref}", ref));

    assertThat(complaints(response, schema)).isEmpty();
  }

  @Test
  void describesReceiptsAndVerdicts() {
    var body = served.body(ProcessRun.of("/bin/true"));

    assertThat(complaints(served.post(ServedPlane.ADA, "/v1/admissions", body), "Preview"))
        .isEmpty();
    assertThat(complaints(served.post(ServedPlane.ADA, "/v1/executions", body), "Receipt"))
        .isEmpty();
    assertThat(complaints(served.post(ServedPlane.ADA, "/v1/executions", "{}"), "Problem"))
        .isEmpty();
  }

  private static List<String> complaints(HttpResponse<String> response, String schema) {
    var root = document.deepCopy();
    ((ObjectNode) root).put("$ref", "#/components/schemas/" + schema);
    return VALIDATORS
        .getSchema(root.toString(), InputFormat.JSON)
        .validate(response.body(), InputFormat.JSON)
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  @Test
  void isReadableInABrowserThatFetchesNothingElse() {
    var response = served.get("", "/docs");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
    assertThat(response.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-"));
    assertThat(response.body())
        .contains("/v1/executions/{ref}:cancel", "idempotency-key-reused")
        .doesNotContain("<script", "src=", "http://", "https://", "@import", "url(");
    for (var id : document.findValuesAsText("operationId")) {
      assertThat(response.body()).contains("id=\"" + id + "\"");
    }
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void hasAPageForEveryProblem(ProblemType type) {
    var response = served.get("", "/problems/" + type.slug());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains(type.code());
    assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @Test
  void hasNoPageForWhatIsNoProblem() {
    assertThat(served.get("", "/problems/<script>".replace("<", "%3C").replace(">", "%3E")).body())
        .contains("\"code\":\"not_found\"")
        .doesNotContain("script");
  }
}
