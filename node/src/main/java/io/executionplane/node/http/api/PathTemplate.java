package io.executionplane.node.http.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path with names in it, as OpenAPI writes it: {@code /v1/executions/{ref}:cancel}. A name stands
 * for what is in one segment; one that ends in dots, {@code {path...}}, for the rest of the path.
 */
public final class PathTemplate {

  private final String text;
  private final List<Segment> segments;

  private PathTemplate(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
  }

  /** One segment: text alone, or a name and what follows it. */
  private record Segment(String name, String suffix, boolean isRest) {

    static Segment of(String text) {
      if (!text.startsWith("{")) {
        return new Segment("", text, false);
      }
      var end = text.indexOf('}');
      var name = text.substring(1, end);
      var isRest = name.endsWith("...");
      return new Segment(
          isRest ? name.substring(0, name.length() - 3) : name, text.substring(end + 1), isRest);
    }

    boolean matches(String given, Map<String, String> found) {
      if (name.isEmpty()) {
        return suffix.equals(given);
      }
      if (!given.endsWith(suffix) || given.length() == suffix.length()) {
        return false;
      }
      var value = given.substring(0, given.length() - suffix.length());
      found.put(name, value);
      // The action after a colon is never part of a name.
      return isRest || value.indexOf(':') < 0;
    }
  }

  public static PathTemplate of(String text) {
    return new PathTemplate(text, split(text).stream().map(Segment::of).toList());
  }

  /** The segments of a path, without the empty one before its first slash. */
  static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** What the names stand for in a path; empty if the path has another form. */
  Optional<Map<String, String>> match(List<String> path) {
    var found = new LinkedHashMap<String, String>();
    for (var i = 0; i < segments.size(); i++) {
      var segment = segments.get(i);
      if (i >= path.size()) {
        return Optional.empty();
      }
      if (segment.isRest()) {
        found.put(segment.name(), String.join("/", path.subList(i, path.size())));
        return Optional.of(found);
      }
      if (!segment.matches(path.get(i), found)) {
        return Optional.empty();
      }
    }
    return segments.size() == path.size() ? Optional.of(found) : Optional.empty();
  }

  /** Its names, in order. */
  public List<String> names() {
    var names = new ArrayList<String>();
    segments.stream().map(Segment::name).filter(name -> !name.isEmpty()).forEach(names::add);
    return List.copyOf(names);
  }

  /** As OpenAPI writes it. */
  public String openApi() {
    return "/"
        + segments.stream()
            .map(
                each ->
                    each.name().isEmpty() ? each.suffix() : "{" + each.name() + "}" + each.suffix())
            .collect(Collectors.joining("/"));
  }

  @Override
  public String toString() {
    return text;
  }
}
