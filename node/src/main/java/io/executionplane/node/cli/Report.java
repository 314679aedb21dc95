package io.executionplane.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.executionplane.node.cli.FormatOption.Format;

/**
 * What a command found: one document for programs, one table for people.
 *
 * @param document in the shapes of the HTTP API
 */
record Report(JsonNode document, Table table) {

  void print(Console console, Format format) {
    try {
      switch (format) {
        case json ->
            console
                .out()
                .println(
                    new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(document));
        case yaml -> console.out().print(yaml().writeValueAsString(document));
        case table -> table.print(console.out());
      }
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can be written", impossible);
    }
  }

  private static YAMLMapper yaml() {
    return YAMLMapper.builder()
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
        .build();
  }
}
