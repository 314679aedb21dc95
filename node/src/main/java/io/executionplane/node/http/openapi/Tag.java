package io.executionplane.node.http.openapi;

import io.executionplane.node.http.api.Operation;
import java.util.Locale;
import java.util.stream.Stream;

/** What kind of thing an operation is about, by where its path begins. */
enum Tag {
  EXECUTIONS("/v1/executions", "Submitting, watching, stopping."),
  ADMISSIONS("/v1/admissions", "What would become of a request."),
  FOREGROUND("/v1/foreground", "Submitting, and staying with it."),
  LOG("/v1/log", "The signed log, as static files."),
  NODE("/v1/node", "The node."),
  LANES("/v1/lanes", "What kinds of effects there are."),
  TARGETS("/v1/targets", "Where effects may be."),
  CLUSTER("/v1/cluster", "The nodes that work together."),
  OPERATION("", "Health, metrics, and this description.");

  private final String prefix;
  private final String description;

  Tag(String prefix, String description) {
    this.prefix = prefix;
    this.description = description;
  }

  static Tag of(Operation operation) {
    return Stream.of(values())
        .filter(tag -> operation.path().openApi().startsWith(tag.prefix))
        .findFirst()
        .orElse(OPERATION);
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }
}
