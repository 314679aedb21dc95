package io.executionplane.journal.move;

import java.math.BigInteger;
import java.util.List;

/**
 * What rows add up to, in whatever order they come: two tables with the same sum have the same
 * rows. Against mistakes; against people there is the log.
 *
 * @param sum of the rows' SHA-256, modulo 2^256
 */
record RowSum(long rows, BigInteger sum) {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  static RowSum none() {
    return new RowSum(0, BigInteger.ZERO);
  }

  RowSum and(List<StoredValues> more) {
    var all = sum;
    for (var row : more) {
      all = all.add(new BigInteger(1, row.digest()));
    }
    return new RowSum(rows + more.size(), all.mod(MODULUS));
  }
}
