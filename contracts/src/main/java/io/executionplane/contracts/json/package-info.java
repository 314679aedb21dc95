/**
 * The one wire form: strict JSON in, canonical JSON (RFC 8785) out.
 *
 * <p>{@link io.executionplane.contracts.json.Json} turns hostile bytes into a tree or a clear
 * error. {@link io.executionplane.contracts.json.Contract} turns a tree into a record and back;
 * every violation of a value is reported together, each with its JSON pointer. {@link
 * io.executionplane.contracts.json.CanonicalJson} writes the bytes that are hashed and signed.
 *
 * <p>A record says what it accepts by the types of its components and by the rule annotations on
 * them; {@link io.executionplane.contracts.json.Rules} checks them in the record's constructor, so
 * a value that breaks its contract cannot exist, wherever it came from. What is written can be read
 * back: the writer refuses what the reader would.
 */
@NullMarked
package io.executionplane.contracts.json;

import org.jspecify.annotations.NullMarked;
