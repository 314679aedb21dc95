package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of one record type or sealed family of records.
 *
 * <p>Decoding is strict: an unknown property, a wrong type, a missing property and a broken rule
 * are violations, and all violations of a value are reported together. (A rule over several
 * components is asked once each of them could be read.) Absence has one meaning each: an empty
 * {@code Optional}, list or map is left out when encoded; a component marked {@link Nullable} is
 * always present and may be {@code null}.
 *
 * <p>Supported component types: {@code String}, {@code boolean}, {@code int}, {@code long}, {@code
 * Instant} (RFC 3339, UTC, microseconds), {@link Bytes} (base64), enums, {@link Scalar} records,
 * records, {@link Tagged} sealed interfaces, {@link JsonObject}, and {@code Optional}, {@code List}
 * and {@code Map<String, …>} of these. Numbers count by their value: {@code 5e3} is the whole
 * number 5000.
 *
 * <p>Growth: a record may gain {@code Optional}, list and map components, which older documents
 * lack and older canonical bytes therefore keep. Anything else is a new version.
 */
public final class Contract<T> {

  private final Class<T> type;
  private final WireType wire;

  private Contract(Class<T> type, WireType wire) {
    this.type = type;
    this.wire = wire;
  }

  /**
   * The contract of a type, which is inspected once.
   *
   * @throws IllegalArgumentException if the type, or one that it uses, has no wire form
   */
  public static <T> Contract<T> of(Class<T> type) {
    return new Contract<>(type, WireTypes.of(type));
  }

  /**
   * Reads a value from untrusted bytes.
   *
   * @throws MalformedJsonException if the bytes are not acceptable JSON
   * @throws ContractViolationException if the document is not an acceptable value
   */
  public T decode(byte[] utf8) {
    return decode(Json.parse(utf8));
  }

  /**
   * Reads a value from a tree, which it leaves as it is.
   *
   * @throws ContractViolationException naming every violation
   */
  public T decode(JsonNode node) {
    var found = new Violations();
    var value = wire.decode(node, Place.ROOT, found);
    found.orThrow();
    return type.cast(Objects.requireNonNull(value));
  }

  /**
   * Gives an object its type.
   *
   * @throws ContractViolationException naming every violation
   */
  public T decode(JsonObject object) {
    return decode(object.toNode());
  }

  /** What is wrong with a tree; empty if it is a value. */
  public List<Violation> violations(JsonNode node) {
    var found = new Violations();
    wire.decode(node, Place.ROOT, found);
    return found.toList();
  }

  /**
   * The tree of a value, free to change.
   *
   * @throws MalformedJsonException if the value is larger than a document may be
   */
  public JsonNode encode(T value) {
    return Json.parse(written(value, false).text());
  }

  /**
   * The object that a value is on the wire.
   *
   * @throws IllegalArgumentException if it is larger than a document may be, or no object at all
   */
  public JsonObject encodeObject(T value) {
    return JsonObject.of(written(value, false));
  }

  /** The canonical bytes of a value: what is hashed, signed and stored. */
  public byte[] canonical(T value) {
    return written(value, false).bytes();
  }

  /**
   * The canonical bytes of what may be recorded of a value: every {@link Redacted} component is
   * replaced by its SHA-256 digest.
   */
  public byte[] canonicalRedacted(T value) {
    return written(value, true).bytes();
  }

  private CanonicalWriter written(T value, boolean redacting) {
    var writer = new CanonicalWriter(redacting);
    wire.write(value, writer);
    return writer;
  }
}
