package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;

/** Enough of a body to recognise it, nothing to read it. */
public record Fingerprint(Sha256 sha256, @Range(min = 0) long byteSize) {

  private static final Rules RULES = Rules.of(Fingerprint.class);

  public Fingerprint {
    RULES.check(sha256, byteSize).orThrow();
  }
}
