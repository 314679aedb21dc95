package io.executionplane.journal.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A text and who signed it (C2SP signed-note). What it says counts only once {@link #verify} found
 * a trusted key.
 *
 * @param text ends with a line feed; no other control characters
 * @param signatures at least one, also those of unknown keys, as they stand
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

  /** Longest note, in bytes. */
  public static final int BYTES_MAX = 256 * 1024;

  /** Most signatures under a note. */
  public static final int SIGNATURES_MAX = 64;

  public SignedNote {
    Argument.require(
        text.endsWith("\n") && StrictText.isPrintable(text),
        "a note's text ends with a line feed and has no other control characters");
    signatures = List.copyOf(signatures);
    Argument.require(
        !signatures.isEmpty() && signatures.size() <= SIGNATURES_MAX,
        "a note has 1 to " + SIGNATURES_MAX + " signatures");
    Argument.require(written(text, signatures).length <= BYTES_MAX, "a note has at most 256 KiB");
  }

  /** Signs a text with some keys, at least one. */
  public static SignedNote sign(String text, Collection<SigningKey> keys) {
    var message = text.getBytes(StandardCharsets.UTF_8);
    return new SignedNote(text, keys.stream().map(key -> key.sign(message)).toList());
  }

  /**
   * Reads a note, and judges nobody's signature.
   *
   * @throws MalformedLogDataException if the bytes are no note
   */
  public static SignedNote parse(byte[] bytes) {
    StrictText.require(bytes.length <= BYTES_MAX, "a note has at most 256 KiB");
    var note = StrictText.utf8(bytes);
    var textEnd = note.lastIndexOf("\n\n") + 1;
    StrictText.require(textEnd > 0, "no empty line before the signatures");
    StrictText.require(textEnd + 1 < note.length(), "no signature");
    var signatures = new ArrayList<NoteSignature>();
    for (var line : StrictText.lines(note.substring(textEnd + 1))) {
      StrictText.require(signatures.size() < SIGNATURES_MAX, "too many signatures");
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(note.substring(0, textEnd), signatures);
  }

  /** The note as it is stored and sent: what {@link #parse} reads, byte for byte. */
  public byte[] bytes() {
    return written(text, signatures);
  }

  /** The same text with one more signature, for example a witness's. */
  public SignedNote with(NoteSignature signature) {
    var more = new ArrayList<>(signatures);
    more.add(signature);
    return new SignedNote(text, more);
  }

  /**
   * Who of some known keys signed this. Signatures of other keys do not matter.
   *
   * @param known different keys; none two with the same name and id
   * @throws IllegalArgumentException if two of the keys cannot be told apart
   */
  public Verdict verify(Collection<VerifierKey> known) {
    Argument.require(KnownKeys.areDistinct(known), "two known keys have the same name and id");
    var message = text.getBytes(StandardCharsets.UTF_8);
    var verified = new LinkedHashSet<VerifierKey>();
    var failed = new LinkedHashSet<VerifierKey>();
    for (var signature : signatures) {
      for (var key : known) {
        if (signature.isBy(key)) {
          (key.verifies(message, signature.signature()) ? verified : failed).add(key);
        }
      }
    }
    return new Verdict(List.copyOf(verified), List.copyOf(failed));
  }

  /**
   * What the signatures are worth.
   *
   * @param verified keys that signed the text
   * @param failed keys of which a signature is there that is not theirs
   */
  public record Verdict(List<VerifierKey> verified, List<VerifierKey> failed) {

    public Verdict {
      verified = List.copyOf(verified);
      failed = List.copyOf(failed);
    }

    /** Whether a known key signed, and nothing claims to be of a known key that is not. */
    public boolean isTrusted() {
      return failed.isEmpty() && !verified.isEmpty();
    }
  }

  private static byte[] written(String text, List<NoteSignature> signatures) {
    var note = new StringBuilder(text).append('\n');
    signatures.forEach(each -> note.append(each.line()).append('\n'));
    return note.toString().getBytes(StandardCharsets.UTF_8);
  }
}
