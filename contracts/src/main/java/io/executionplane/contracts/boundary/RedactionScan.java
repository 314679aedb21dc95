package io.executionplane.contracts.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.simulation.PropertyScan;
import java.util.List;
import java.util.Set;

/**
 * Looks for what durable evidence must not hold: bodies, prompts, histories and secrets, told by
 * the names of properties and by what texts say. Read by hand, once from left to right: what is
 * scanned may be hostile.
 *
 * <p>This is a net, not a proof: it knows names and phrases, not meanings. What keeps bodies out is
 * that evidence is made of shapes; the scan catches whoever forgets.
 */
public final class RedactionScan {

  /** Names of what must not be kept, whatever the value. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          // Raw evidence.
          "authorization",
          "body",
          "payload",
          "prompt",
          "provider_body",
          "raw_body",
          "raw_payload",
          "semantic_body",
          "workflow_history",
          // Raw credentials.
          "access_token",
          "api_key",
          "client_secret",
          "credential_material",
          "material",
          "private_key",
          "raw_credential",
          "refresh_token",
          "secret",
          "token",
          "webhook_secret");

  /** What stands there tells names of properties or of checks, which may be any of the above. */
  private static final Set<String> SKIPPED =
      Set.of(
          "checked_for",
          "header_keys",
          "raw_payload_included",
          "raw_payload_shape",
          "rejected_findings",
          "scan_scope",
          "scanner_ref");

  private static final List<String> FRAGMENTS =
      List.of(
          "raw prompt", "raw provider body", "sk-live", "workflow history", "unbounded semantic");

  private static final PropertyScan SCAN =
      new PropertyScan(FORBIDDEN, SKIPPED, RedactionScan::holdsFragment);

  private RedactionScan() {}

  /**
   * What an object holds that durable evidence must not, in document order; empty if nothing. At
   * most {@link PropertyScan#FOUND_MAX}.
   */
  public static List<Violation> findings(JsonObject object) {
    return findings(object.toNode());
  }

  /**
   * Ends a check.
   *
   * @throws ContractViolationException naming every finding
   */
  static void refuse(JsonNode tree) {
    var findings = findings(tree);
    if (!findings.isEmpty()) {
      throw new ContractViolationException(findings);
    }
  }

  private static List<Violation> findings(JsonNode tree) {
    return SCAN.pointers(tree).stream().map(RedactionScan::finding).toList();
  }

  private static Violation finding(String pointer) {
    // Spelled by a violation, which is safe to print: a pointer may hold names of a hostile caller.
    var place = new Violation(pointer, "").toString().stripTrailing();
    return new Violation(pointer, "raw durable evidence is forbidden at " + place);
  }

  /** Whether a text holds one of the fragments, in whatever case. */
  private static boolean holdsFragment(String text) {
    for (var at = 0; at < text.length(); at++) {
      for (var fragment : FRAGMENTS) {
        if (text.regionMatches(true, at, fragment, 0, fragment.length())) {
          return true;
        }
      }
    }
    return false;
  }
}
