package io.executionplane.testkit.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.executionplane.contracts.PublishedContract;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of one published contract.
 *
 * @param minimal the smallest acceptable document
 * @param full an acceptable document with every property, as the contract writes it
 * @param accepted further acceptable documents, each at some edge
 * @param broken documents that must be refused
 */
public record ContractSamples(
    JsonNode minimal, JsonNode full, List<Variant> accepted, List<Broken> broken) {

  /** An acceptable document, and the rule that it just keeps. */
  public record Variant(String rule, JsonNode document) {}

  /**
   * A document that must be refused.
   *
   * @param pointer what is to blame, as a JSON pointer
   * @param inSchema whether the contract's schema refuses it too
   */
  public record Broken(String rule, String pointer, JsonNode document, boolean inSchema) {}

  /**
   * The samples of a contract.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static ContractSamples of(PublishedContract<?> contract) {
    var written = read(contract.fullName() + ".json");
    var full = written.get("full");
    var accepted = new ArrayList<>(variants(written.path("accepted"), full));
    var broken = new ArrayList<>(broken(written.path("rules"), full, false));
    var derived = read(contract.fullName() + ".derived.json");
    accepted.addAll(variants(derived.path("accepted"), full));
    broken.addAll(broken(derived.path("broken"), full, true));
    return new ContractSamples(written.get("minimal"), full, accepted, broken);
  }

  private static List<Variant> variants(JsonNode entries, JsonNode full) {
    var variants = new ArrayList<Variant>();
    for (var entry : entries) {
      var document = JsonPatch.applied(entry.get("patch"), full);
      variants.add(new Variant(entry.get("rule").textValue(), document));
    }
    return variants;
  }

  private static List<Broken> broken(JsonNode entries, JsonNode full, boolean inSchema) {
    var broken = new ArrayList<Broken>();
    for (var entry : entries) {
      var document = JsonPatch.applied(entry.get("patch"), full);
      broken.add(
          new Broken(
              entry.get("rule").textValue(), entry.get("pointer").textValue(), document, inSchema));
    }
    return broken;
  }

  /** A sample file; nothing if it is a derived one that was not written yet. */
  private static JsonNode read(String name) {
    try (var in = ContractSamples.class.getResourceAsStream("/samples/" + name)) {
      if (in == null && name.endsWith(".derived.json")) {
        return MissingNode.getInstance();
      } else if (in == null) {
        throw new IllegalArgumentException("there are no samples " + name);
      }
      return Json.parse(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
