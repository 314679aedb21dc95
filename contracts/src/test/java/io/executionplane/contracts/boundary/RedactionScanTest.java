package io.executionplane.contracts.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.samples.RandomJson;
import io.executionplane.contracts.simulation.PropertyScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionScanTest {

  private static final long SEED = 20261120L;

  private static final List<String> FORBIDDEN =
      List.of(
          "api_key",
          "authorization",
          "body",
          "payload",
          "prompt",
          "provider_body",
          "raw_body",
          "raw_payload",
          "secret",
          "semantic_body",
          "workflow_history",
          "access_token",
          "client_secret",
          "credential_material",
          "material",
          "private_key",
          "raw_credential",
          "refresh_token",
          "token",
          "webhook_secret");

  @Test
  void findsNothingInAShape() {
    var shape = "{'family': 'http', 'exit_code': 3, 'body_bytes': 9, 'names': ['body', 'secret']}";

    assertThat(found(shape)).isEmpty();
  }

  @Test
  void findsEveryForbiddenNameInWhateverCase() {
    for (var name : FORBIDDEN) {
      assertThat(found("{'a': {'" + name + "': 1}}")).containsExactly("/a/" + name);
      var upper = name.toUpperCase(Locale.ROOT);
      assertThat(found("{'a': [{'" + upper + "': null}]}")).containsExactly("/a/0/" + upper);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the raw prompt was",
        "raw provider body",
        "key sk-live",
        "Workflow History",
        "xunbounded semanticx"
      })
  void findsTextsThatSayWhatTheyAre(String text) {
    assertThat(found("{'a': ['fine', {'note': '" + text + "'}]}")).containsExactly("/a/1/note");
  }

  /** The text is the secret: no message may repeat it. */
  @Test
  void tellsOfANameThatIsForbiddenTextByTheObjectThatHasIt() {
    assertThat(found("{'a': {'sk-live-123': 1}}")).containsExactly("/a");
    assertThat(found("{'sk-live-123': 1}")).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checked_for",
        "header_keys",
        "raw_payload_included",
        "raw_payload_shape",
        "rejected_findings",
        "scan_scope",
        "scanner_ref"
      })
  void doesNotLookAtWhatOnlyTellsNames(String skipped) {
    assertThat(found("{'" + skipped + "': ['raw prompt', {'body': 1}], 'body': 1}"))
        .containsExactly("/body");
  }

  @Test
  void saysWhereInWordsThatAreSafeToPrint() {
    var hostile = JsonObject.of((ObjectNode) Json.parse("{\"a/~\\n\": {\"body\": 1}}"));

    assertThat(RedactionScan.findings(hostile))
        .containsExactly(
            new Violation(
                "/a~1~0\n/body", "raw durable evidence is forbidden at /a~1~0\\u{a}/body"));
  }

  @Test
  void tellsAForbiddenPropertyOnceWhateverIsBelowIt() {
    assertThat(found("{'body': {'body': {'secret': 'raw prompt'}}}")).containsExactly("/body");
  }

  @Test
  void tellsNoMoreThanAReaderNeeds() {
    var many = (ObjectNode) Json.parse("{}");
    var list = many.putArray("list");
    for (var i = 0; i < 1_000; i++) {
      list.addObject().put("body", i);
    }

    var findings = RedactionScan.findings(JsonObject.of(many));

    assertThat(findings).hasSize(PropertyScan.FOUND_MAX);
    assertThat(findings.get(99).pointer()).isEqualTo("/list/99/body");
  }

  @Test
  void findsAForbiddenNameWhereverItIsPlanted() {
    var random = new Random(SEED);
    var json = new RandomJson(random);

    for (var round = 0; round < 10_000; round++) {
      var tree = json.object();
      var places = new ArrayList<Place>();
      collect(tree, "", places);
      var place = places.get(random.nextInt(places.size()));
      var name = inSomeCase(FORBIDDEN.get(random.nextInt(FORBIDDEN.size())), random);

      place.object().set(name, json.value());

      assertThat(RedactionScan.findings(JsonObject.of(tree)))
          .as("seed %d, round %d", SEED, round)
          .extracting(Violation::pointer)
          .containsExactly(place.pointer() + "/" + name);
    }
  }

  // --- Planting

  private record Place(ObjectNode object, String pointer) {}

  private static void collect(JsonNode node, String pointer, List<Place> places) {
    if (node instanceof ObjectNode object) {
      places.add(new Place(object, pointer));
      for (var each : object.properties()) {
        var step = each.getKey().replace("~", "~0").replace("/", "~1");
        collect(each.getValue(), pointer + "/" + step, places);
      }
    } else if (node instanceof ArrayNode array) {
      for (var i = 0; i < array.size(); i++) {
        collect(array.get(i), pointer + "/" + i, places);
      }
    }
  }

  private static String inSomeCase(String name, Random random) {
    var out = new StringBuilder();
    name.chars()
        .map(c -> random.nextBoolean() ? Character.toUpperCase(c) : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static List<String> found(String json) {
    var tree = (ObjectNode) Json.parse(json.replace('\'', '"'));
    return RedactionScan.findings(JsonObject.of(tree)).stream().map(Violation::pointer).toList();
  }
}
