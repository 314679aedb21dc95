package io.executionplane.contracts.evidence.log;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;

/**
 * What a whole log comes down to.
 *
 * @param size its entries
 * @param root the Merkle root over them (RFC 9162, 2.1.1)
 */
public record TreeHead(@Range(min = 0) long size, Sha256 root) {

  private static final Rules RULES = Rules.of(TreeHead.class);

  public TreeHead {
    RULES.check(size, root).orThrow();
  }
}
