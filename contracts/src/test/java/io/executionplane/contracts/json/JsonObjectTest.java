package io.executionplane.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

  @Test
  void equalsWhatMeansTheSame() {
    var one = object("{\"b\":[1.0,2],\"a\":\"\\u0041\"}");
    var same = object("{ \"a\": \"A\", \"b\": [1, 2e0] }");

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one.canonical()).isEqualTo("{\"a\":\"A\",\"b\":[1,2]}");
  }

  @Test
  void differsFromWhatMeansSomethingElse() {
    var one = object("{\"a\":[1,2]}");

    assertThat(one).isNotEqualTo(object("{\"a\":[2,1]}")).isNotEqualTo(one.canonical());
    assertThat(object("{\"a\":null}")).isNotEqualTo(JsonObject.empty());
  }

  @Test
  void cannotBeChangedThroughTheTreesThatItCameFromOrGave() {
    var tree = (ObjectNode) Json.parse("{\"a\":{\"b\":1}}");
    var object = JsonObject.of(tree);

    ((ObjectNode) tree.get("a")).put("b", 2);
    object.toNode().put("c", 3);

    assertThat(object.canonical()).isEqualTo("{\"a\":{\"b\":1}}");
  }

  @Test
  void isNotPrinted() {
    var object = object("{\"password\":\"hunter2\"}");

    assertThat(object).hasToString("object of 22 characters");
  }

  @Test
  void isNeverLargerThanADocumentMayBe() {
    var tree = (ObjectNode) Json.parse("{}");
    tree.put("a", "€".repeat(Json.DOCUMENT_BYTES_MAX / 3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonObject.of(tree))
        .withMessage("a value must not be longer than 8388608 bytes");
  }

  @Test
  void neverHasMoreValuesThanADocumentMayHave() {
    var tree = (ObjectNode) Json.parse("{}");
    var array = tree.putArray("a");
    for (var i = 2; i < Json.VALUES_MAX; i++) {
      array.add(0);
    }
    assertThat(JsonObject.of(tree).toNode()).isEqualTo(tree);
    array.add(0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonObject.of(tree))
        .withMessage("a value must not have more than 500000 values");
  }

  private static JsonObject object(String document) {
    return JsonObject.of((ObjectNode) Json.parse(document));
  }
}
