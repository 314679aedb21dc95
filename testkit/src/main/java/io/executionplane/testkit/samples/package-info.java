/**
 * Samples of every published contract, as files that any language can use.
 *
 * <p>{@code samples/<group>/<name>.json} is written by hand: the smallest document, one with every
 * property, and one broken document for each rule that spans several properties. {@code
 * samples/<group>/<name>.derived.json} follows from the contract's schema: for each property what
 * is just within a bound, and what breaks it. Changes are JSON patches (RFC 6902) of the full
 * document.
 */
@NullMarked
package io.executionplane.testkit.samples;

import org.jspecify.annotations.NullMarked;
