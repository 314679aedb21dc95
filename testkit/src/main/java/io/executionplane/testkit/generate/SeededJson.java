package io.executionplane.testkit.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.json.JsonObject;

/** Random JSON objects of the kind that contracts hold: no fractions, integers that are exact. */
public final class SeededJson {

  /** Largest integer that every JSON reader takes for what it is (RFC 8259, section 6). */
  private static final long EXACT_MAX = (1L << 53) - 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int WIDTH_MAX = 4;

  private final Seeded random;

  public SeededJson(Seeded random) {
    this.random = random;
  }

  /**
   * An object.
   *
   * @param depthMax deepest nesting below it, 0 or more
   */
  public JsonObject object(int depthMax) {
    var object = NODES.objectNode();
    for (var i = random.between(0, WIDTH_MAX); i > 0; i--) {
      object.set(random.text(0, 8), node(depthMax));
    }
    return JsonObject.of(object);
  }

  private JsonNode node(int depthMax) {
    return switch (random.between(depthMax > 0 ? 0 : 2, 6)) {
      case 0 -> object(depthMax - 1).toNode();
      case 1 -> array(depthMax - 1);
      case 2 -> NODES.booleanNode(random.oneIn(2));
      case 3 -> NODES.nullNode();
      case 4 -> NODES.numberNode(random.anyLong() % (EXACT_MAX + 1));
      default -> NODES.textNode(random.text(0, 20));
    };
  }

  private JsonNode array(int depthMax) {
    var array = NODES.arrayNode();
    for (var i = random.between(0, WIDTH_MAX); i > 0; i--) {
      array.add(node(depthMax));
    }
    return array;
  }
}
