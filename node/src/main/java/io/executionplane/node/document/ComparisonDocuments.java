package io.executionplane.node.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.journal.replay.Comparison;
import io.executionplane.journal.replay.Comparison.Likeness;
import java.util.Locale;

/** How much a rerun is like what it repeats. */
public final class ComparisonDocuments {

  private ComparisonDocuments() {}

  /**
   * Field by field.
   *
   * @param comparison of the first execution with the one that repeats it
   */
  public static ObjectNode of(Comparison comparison) {
    var document = JsonNodeFactory.instance.objectNode();
    document
        .put("execution_ref", comparison.right().text())
        .put("rerun_of", comparison.left().text())
        .put("likeness", name(comparison.likeness()));
    var fields = document.putArray("fields");
    for (var field : comparison.fields()) {
      var node =
          fields
              .addObject()
              .put("field", field.name())
              .put("likeness", name(field.likeness()))
              .put("reason", field.reason());
      field.bytes().ifPresent(difference -> add(difference, node));
    }
    return document;
  }

  private static void add(Comparison.StreamDifference difference, ObjectNode node) {
    node.put("first_bytes", difference.leftBytes());
    node.put("second_bytes", difference.rightBytes());
    difference
        .firstOffset()
        .ifPresentOrElse(
            offset -> node.put("differs_from", offset), () -> node.putNull("differs_from"));
    node.put("exact", difference.exact());
  }

  public static String name(Likeness likeness) {
    return likeness.name().toLowerCase(Locale.ROOT);
  }
}
