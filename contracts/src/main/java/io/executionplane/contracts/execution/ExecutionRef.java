package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Scalar;
import io.executionplane.contracts.json.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The name of one execution, for ever: {@code ex_} and 26 characters of lower-case base32 (RFC
 * 4648).
 *
 * <p>It is derived from the tenant and the request id, so a retried request meets the same
 * execution without any index: the first 130 bits of SHA-256 over the text {@code
 * execution-plane/execution-ref/v1} and a line feed, the length of the tenant id as four bytes,
 * most significant first, the tenant id, and the request id, both in UTF-8.
 *
 * @param text the name in that spelling
 */
@Scalar(pattern = "^ex_[a-z2-7]{26}$")
public record ExecutionRef(String text) implements Comparable<ExecutionRef> {

  private static final String PREFIX = "ex_";
  private static final int DIGITS = 26;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final byte[] DOMAIN =
      "execution-plane/execution-ref/v1\n".getBytes(StandardCharsets.UTF_8);
  private static final Rules RULES = Rules.of(ExecutionRef.class);

  public ExecutionRef {
    RULES
        .check(text)
        .and(() -> isRef(text), "text", "must be ex_ and 26 characters of a-z and 2-7")
        .orThrow();
  }

  /**
   * The execution that a tenant's request leads to.
   *
   * @throws IllegalArgumentException if an id is no Unicode text
   */
  public static ExecutionRef derive(String tenantId, String requestId) {
    var tenant = utf8(tenantId);
    // The length keeps ("a", "bc") and ("ab", "c") apart, whatever characters the ids hold.
    var tenantLength = ByteBuffer.allocate(Integer.BYTES).putInt(tenant.length).array();
    var hash = Sha256.of(DOMAIN, tenantLength, tenant, utf8(requestId)).hash();
    return new ExecutionRef(PREFIX + base32(hash));
  }

  /** Refuses what {@code getBytes} would turn into question marks, and so into a collision. */
  private static byte[] utf8(String id) {
    var bytes = id.getBytes(StandardCharsets.UTF_8);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(id)) {
      throw new IllegalArgumentException("an id must not contain a lone surrogate");
    }
    return bytes;
  }

  /** Whether some text is spelled like a ref. */
  public static boolean isRef(String text) {
    if (text.length() != PREFIX.length() + DIGITS || !text.startsWith(PREFIX)) {
      return false;
    }
    for (var i = PREFIX.length(); i < text.length(); i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String base32(byte[] hash) {
    var out = new StringBuilder(DIGITS);
    for (var digit = 0; digit < DIGITS; digit++) {
      var bit = digit * 5;
      var window = (hash[bit / 8] & 0xff) << 8 | (hash[bit / 8 + 1] & 0xff);
      out.append(ALPHABET.charAt(window >> (11 - bit % 8) & 31));
    }
    return out.toString();
  }

  @Override
  public int compareTo(ExecutionRef other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
