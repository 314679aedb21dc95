package io.executionplane.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads JSON (RFC 8259) that may be hostile.
 *
 * <p>Refused, each cheaply and with a reason that never quotes the document: documents above {@link
 * #DOCUMENT_BYTES_MAX}, nesting deeper than {@link #DEPTH_MAX}, more values than {@link
 * #VALUES_MAX}, numbers longer than {@link #NUMBER_CHARS_MAX} or beyond the range of a double,
 * names longer than {@link #NAME_BYTES_MAX}, duplicate names, invalid UTF-8, lone surrogates, a
 * byte order mark, anything after the document.
 *
 * <p>Numbers are what RFC 7493 says that all peers agree on: one that is written without fraction
 * and exponent is kept exactly, every other is the nearest double.
 */
public final class Json {

  /** Longest accepted document, in bytes. */
  public static final int DOCUMENT_BYTES_MAX = 8 * 1024 * 1024;

  /** Deepest accepted nesting of arrays and objects. */
  public static final int DEPTH_MAX = 100;

  /** Longest accepted number, in characters, sign, point and exponent included. */
  public static final int NUMBER_CHARS_MAX = 100;

  /** Longest accepted property name, in bytes of its UTF-8 form, escapes resolved. */
  public static final int NAME_BYTES_MAX = 1024;

  /**
   * Most values in one document, objects and arrays included. Bounds the memory that a document can
   * claim: an empty array takes three of its bytes and thirty times as many of ours.
   */
  public static final int VALUES_MAX = 500_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // TreeReader sets the limits. These only have to be wide enough for it to see more.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(DOCUMENT_BYTES_MAX)
                  .maxNestingDepth(DEPTH_MAX + 1)
                  .maxNumberLength(DOCUMENT_BYTES_MAX)
                  .maxNameLength(DOCUMENT_BYTES_MAX)
                  .maxStringLength(DOCUMENT_BYTES_MAX)
                  .build())
          // Names are the caller's: interning or caching them would let input grow memory.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private Json() {}

  /**
   * Reads one document.
   *
   * @throws MalformedJsonException if the bytes are not one acceptable JSON document
   */
  public static JsonNode parse(byte[] utf8) {
    if (utf8.length > DOCUMENT_BYTES_MAX) {
      throw tooLong();
    }
    return read(Unicode.decode(utf8));
  }

  /** As {@link #parse(byte[])}, for text that is already decoded. */
  public static JsonNode parse(String text) {
    if (Unicode.isLongerThan(DOCUMENT_BYTES_MAX, text)) {
      throw tooLong();
    }
    if (!Unicode.isWellFormed(text)) {
      throw new MalformedJsonException("document contains a lone surrogate");
    }
    return read(text);
  }

  private static JsonNode read(String text) {
    if (text.startsWith("\ufeff")) {
      throw new MalformedJsonException("document begins with a byte order mark");
    }
    try (var parser = FACTORY.createParser(text)) {
      return new TreeReader(parser).document();
    } catch (JsonEOFException cut) {
      throw new MalformedJsonException("document ends too early");
    } catch (JsonProcessingException malformed) {
      // The library's own message quotes what it met; the place says enough.
      throw MalformedJsonException.at("document is not well-formed JSON", malformed.getLocation());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static MalformedJsonException tooLong() {
    return new MalformedJsonException("document is longer than " + DOCUMENT_BYTES_MAX + " bytes");
  }
}
