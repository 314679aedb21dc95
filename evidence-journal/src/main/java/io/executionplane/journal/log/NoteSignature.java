package io.executionplane.journal.log;

import io.executionplane.contracts.json.Bytes;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One signature under a note, also of a key or kind that nobody here knows.
 *
 * @param keyName whose key it claims to be of
 * @param keyId which of that name's keys: 8 hexadecimal digits in lower case
 * @param signature at least one byte; what it means is the key's business
 */
public record NoteSignature(String keyName, String keyId, Bytes signature) {

  private static final String DASH = "\u2014 ";
  private static final int ID_BYTES = 4;

  public NoteSignature {
    Argument.require(
        VerifierKey.isName(keyName), "a key's name has no spaces, plus signs and controls");
    Argument.require(isId(keyId), "a key's id has 8 hexadecimal digits in lower case");
    Argument.require(signature.size() > 0, "a signature has at least one byte");
  }

  static NoteSignature parse(String line) {
    StrictText.require(line.startsWith(DASH), "a signature begins with a dash and a space");
    var nameEnd = line.indexOf(' ', DASH.length());
    StrictText.require(nameEnd > 0, "a signature is a name and bytes");
    var name = line.substring(DASH.length(), nameEnd);
    StrictText.require(VerifierKey.isName(name), "a signature by a name that no key has");
    var bytes = StrictText.base64(line.substring(nameEnd + 1)).toArray();
    StrictText.require(bytes.length > ID_BYTES, "a signature has an id and at least one byte");
    return new NoteSignature(
        name,
        HexFormat.of().formatHex(bytes, 0, ID_BYTES),
        Bytes.copyOf(Arrays.copyOfRange(bytes, ID_BYTES, bytes.length)));
  }

  /** The line under the note, without its end. */
  String line() {
    var bytes = Arrays.copyOf(HexFormat.of().parseHex(keyId), ID_BYTES + signature.size());
    System.arraycopy(signature.toArray(), 0, bytes, ID_BYTES, signature.size());
    return DASH + keyName + " " + Bytes.copyOf(bytes).base64();
  }

  /** Whether it claims to be of this key. */
  boolean isBy(VerifierKey key) {
    return keyName.equals(key.name()) && keyId.equals(key.keyId());
  }

  private static boolean isId(String text) {
    return text.length() == 2 * ID_BYTES
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
