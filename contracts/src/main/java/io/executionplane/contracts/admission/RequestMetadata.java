package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a caller wants to find again. Nothing here changes how a request runs.
 *
 * @param traceId the caller's trace, copied to every event
 * @param labels free text by name
 */
public record RequestMetadata(
    @NotBlank @Length(max = 128) Optional<String> traceId,
    @Size(max = 64) Map<@NotBlank @Length(max = 64) String, @Length(max = 256) String> labels) {

  private static final Rules RULES = Rules.of(RequestMetadata.class);

  public RequestMetadata {
    RULES.check(traceId, labels).orThrow();
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}
