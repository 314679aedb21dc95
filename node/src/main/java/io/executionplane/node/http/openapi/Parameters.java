package io.executionplane.node.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.node.http.api.Operation;
import io.executionplane.node.http.api.Parameter;
import java.util.Locale;

/** What an operation takes in its path, its query and its header. */
final class Parameters {

  private Parameters() {}

  static ArrayNode of(Operation operation) {
    var all = JsonNodeFactory.instance.arrayNode();
    for (var name : operation.path().names()) {
      var parameter = all.addObject().put("name", name).put("in", "path").put("required", true);
      parameter.put("description", described(name));
      parameter.putObject("schema").put("type", "string");
    }
    operation.parameters().forEach(each -> all.add(of(each)));
    return all;
  }

  private static String described(String name) {
    return switch (name) {
      case "ref" -> "The execution, as its receipt names it.";
      case "stream" -> "The stream, for example stdout.";
      case "id" -> "The target.";
      case "path" -> "The rest of the path. Its slashes are written as they are.";
      case "slug" -> "The last part of the type of a problem.";
      default -> "Which one.";
    };
  }

  private static ObjectNode of(Parameter parameter) {
    var node = JsonNodeFactory.instance.objectNode().put("name", parameter.name());
    node.put("in", parameter.in().name().toLowerCase(Locale.ROOT));
    node.put("description", parameter.description());
    var type = parameter.type().name().toLowerCase(Locale.ROOT);
    if (parameter.isRepeated()) {
      node.putObject("schema").put("type", "array").putObject("items").put("type", type);
    } else {
      node.putObject("schema").put("type", type);
    }
    return node;
  }
}
