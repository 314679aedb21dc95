package io.executionplane.contracts.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Looks through a tree for what must not be in it: properties of some names, in whatever case, and
 * texts of some kind. One walk, bounded by the limits of the tree and by {@link #FOUND_MAX}.
 */
public final class PropertyScan {

  /** Most places that one scan tells of. A tree may hold more; whoever refuses it needs no more. */
  public static final int FOUND_MAX = 100;

  private final Set<String> forbidden;
  private final Set<String> skipped;
  private final Predicate<String> isForbiddenText;

  /**
   * @param forbidden names of properties that must not be there, in whatever case
   * @param skipped names of properties that are not looked into, exactly as they are spelled
   * @param isForbiddenText tells texts that must not be there, neither as values nor as names
   */
  public PropertyScan(
      Set<String> forbidden, Set<String> skipped, Predicate<String> isForbiddenText) {
    var inAnyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    inAnyCase.addAll(forbidden);
    this.forbidden = inAnyCase;
    this.skipped = Set.copyOf(skipped);
    this.isForbiddenText = isForbiddenText;
  }

  /**
   * Where the tree holds what it must not: the first {@link #FOUND_MAX} places in document order,
   * as JSON pointers (RFC 6901). A forbidden property is told once, whatever is below it. A name
   * that is a forbidden text is told by the object that has it, so that no pointer repeats it.
   *
   * @param tree nested no deeper than a document may be
   */
  public List<String> pointers(JsonNode tree) {
    return new Walk().of(tree);
  }

  /** One walk. The path is one buffer, cut back on the way out, so that the walk stays linear. */
  private final class Walk {

    private final StringBuilder path = new StringBuilder();
    private final List<String> found = new ArrayList<>();

    private List<String> of(JsonNode tree) {
      visit(tree);
      return List.copyOf(found);
    }

    private void visit(JsonNode node) {
      if (node.isObject()) {
        visitProperties(node);
      } else if (node.isArray()) {
        visitElements(node);
      } else if (node.isTextual() && isForbiddenText.test(node.textValue())) {
        tell();
      }
    }

    private void visitProperties(JsonNode object) {
      var names = object.fieldNames();
      while (names.hasNext() && found.size() < FOUND_MAX) {
        visitProperty(object, names.next());
      }
    }

    private void visitProperty(JsonNode object, String name) {
      if (isForbiddenText.test(name)) {
        tell();
        return;
      }
      var length = path.length();
      path.append('/').append(name.replace("~", "~0").replace("/", "~1"));
      if (forbidden.contains(name)) {
        tell();
      } else if (!skipped.contains(name)) {
        visit(object.get(name));
      }
      path.setLength(length);
    }

    private void visitElements(JsonNode array) {
      for (var i = 0; i < array.size() && found.size() < FOUND_MAX; i++) {
        var length = path.length();
        path.append('/').append(i);
        visit(array.get(i));
        path.setLength(length);
      }
    }

    private void tell() {
      found.add(path.toString());
    }
  }
}
