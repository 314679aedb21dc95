package io.executionplane.journal.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.CanonicalJson;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.MalformedJsonException;
import io.executionplane.contracts.json.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Holds the stored request against the {@code request_hash} of the first event.
 *
 * <p>The request is the one stream that is kept whole in memory, for its authority has to be taken
 * out of it. What is longer than any document that is read is not kept.
 */
final class RequestCheck {

  private static final String AUTHORITY = "authority_ref";

  private final String place;
  private final Findings findings;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private boolean tooLong;

  RequestCheck(String place, Findings findings) {
    this.place = place;
    this.findings = findings;
  }

  /** Takes the next bytes of it. */
  void take(byte[] bytes) {
    tooLong |= content.size() + bytes.length > Json.DOCUMENT_BYTES_MAX;
    if (!tooLong) {
      content.writeBytes(bytes);
    }
  }

  /**
   * Judges it.
   *
   * @param isWhole whether every byte of it passed here, and is right
   */
  void finish(String eventPlace, Sha256 requestHash, boolean isWhole) {
    var claim = "the request_hash in " + eventPlace;
    if (!isWhole) {
      findings.notChecked(place, claim + ": not all of the request is here and right");
    } else if (tooLong) {
      findings.notChecked(
          place, claim + ": the request is longer than " + Json.DOCUMENT_BYTES_MAX + " bytes");
    } else {
      fingerprint(content.toByteArray())
          .ifPresentOrElse(
              hash -> compare(claim, hash.equals(requestHash)),
              () -> findings.failed(place, "is not a JSON object in canonical form"));
    }
  }

  private void compare(String claim, boolean isSame) {
    if (isSame) {
      findings.checked(place, "has " + claim);
    } else {
      findings.failed(place, "has not " + claim);
    }
  }

  /** The digest of everything but the authority; nothing if it is not a request's form. */
  private static Optional<Sha256> fingerprint(byte[] bytes) {
    try {
      JsonNode tree = Json.parse(bytes);
      if (tree instanceof ObjectNode request && Arrays.equals(CanonicalJson.bytes(tree), bytes)) {
        request.remove(AUTHORITY);
        return Optional.of(Sha256.of(CanonicalJson.bytes(request)));
      }
      return Optional.empty();
    } catch (MalformedJsonException | IllegalArgumentException noCanonicalForm) {
      return Optional.empty();
    }
  }
}
