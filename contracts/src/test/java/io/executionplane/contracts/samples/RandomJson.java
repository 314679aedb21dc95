package io.executionplane.contracts.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;

/** Trees of JSON, and the same tree in another order. */
public final class RandomJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int WIDTH_MAX = 4;
  private static final int DEPTH_MAX = 3;

  private final Random random;
  private final RandomText text;

  public RandomJson(Random random) {
    this.random = random;
    this.text = new RandomText(random);
  }

  public ObjectNode object() {
    return object(1);
  }

  /** A value of any kind but null. */
  public JsonNode value() {
    var value = value(1);
    return value.isNull() ? NODES.booleanNode(true) : value;
  }

  private ObjectNode object(int depth) {
    var object = NODES.objectNode();
    for (var i = random.nextInt(WIDTH_MAX + 1); i > 0; i--) {
      object.set(text.of(random.nextInt(8)), value(depth));
    }
    return object;
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth < DEPTH_MAX ? 9 : 7)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(random.nextLong() >> 11);
      case 4 -> NODES.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
      case 5, 6 -> NODES.textNode(text.of(random.nextInt(12)));
      case 7 -> array(depth + 1);
      default -> object(depth + 1);
    };
  }

  private ArrayNode array(int depth) {
    var array = NODES.arrayNode();
    for (var i = random.nextInt(WIDTH_MAX + 1); i > 0; i--) {
      array.add(value(depth));
    }
    return array;
  }

  /** The same value with every object's properties in another order. */
  public JsonNode shuffled(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var properties = new ArrayList<>(object.properties());
      Collections.shuffle(properties, random);
      var shuffled = NODES.objectNode();
      properties.forEach(each -> shuffled.set(each.getKey(), shuffled(each.getValue())));
      return shuffled;
    }
    if (node instanceof ArrayNode array) {
      var shuffled = NODES.arrayNode();
      array.forEach(each -> shuffled.add(shuffled(each)));
      return shuffled;
    }
    return node;
  }
}
