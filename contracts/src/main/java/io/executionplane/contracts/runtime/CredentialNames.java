package io.executionplane.contracts.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names under which credentials travel. What is told to subscribers, or kept, has no property of
 * such a name: the name alone is refused, whatever its value.
 *
 * <p>Case, hyphens and underscores do not count: {@code access_token}, {@code Access-Token} and
 * {@code accessToken} are one name.
 */
public final class CredentialNames {

  private static final Set<String> NAMES =
      Set.of(
          "accesstoken",
          "apikey",
          "authorization",
          "clientsecret",
          "cookie",
          "credentialmaterial",
          "material",
          "password",
          "privatekey",
          "rawcredential",
          "refreshtoken",
          "secret",
          "token",
          "webhooksecret");

  /** Long enough to mean nothing else wherever they occur; {@code token} is part of many words. */
  private static final List<String> FRAGMENTS =
      List.of(
          "accesstoken",
          "apikey",
          "authorization",
          "bearer",
          "clientsecret",
          "credentialmaterial",
          "password",
          "privatekey",
          "rawcredential",
          "refreshtoken",
          "webhooksecret");

  /** A document of such names must not buy itself a report that is larger than it is. */
  private static final int REPORTED_MAX = 100;

  private CredentialNames() {}

  /** Whether a credential travels under exactly this name. */
  public static boolean isCredential(String name) {
    return NAMES.contains(squashed(name));
  }

  /**
   * Whether some text speaks of a credential anywhere: {@code artifact://a?access_token=b} does.
   */
  public static boolean isMentionedIn(String text) {
    var squashed = squashed(text);
    return FRAGMENTS.stream().anyMatch(squashed::contains);
  }

  /**
   * Refuses an object that has a property of such a name at any depth.
   *
   * @param at where the object stands, as a JSON pointer
   * @throws ContractViolationException that points at each of them, up to a hundred
   */
  public static void refuseIn(JsonObject object, String at) {
    var found = new ArrayList<Violation>();
    collect(object.toNode(), at, found);
    if (!found.isEmpty()) {
      throw new ContractViolationException(found);
    }
  }

  /** Recursion is bounded: no document is nested deeper than a reader of it allows. */
  private static void collect(JsonNode node, String at, List<Violation> found) {
    for (var property : node.properties()) {
      var pointer = at + "/" + escaped(property.getKey());
      if (isCredential(property.getKey()) && found.size() < REPORTED_MAX) {
        found.add(new Violation(pointer, "must not be there: it is the name of a credential"));
      }
      collect(property.getValue(), pointer, found);
    }
    for (var i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), at + "/" + i, found);
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String squashed(String text) {
    return text.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }
}
