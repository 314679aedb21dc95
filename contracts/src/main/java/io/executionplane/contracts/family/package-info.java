/**
 * Requests of three families, by reference: what is dangerous to carry is named and looked up where
 * it is used.
 *
 * <p>The host supplies what each name stands for. A name that it does not know is an error, never a
 * guess.
 */
@NullMarked
package io.executionplane.contracts.family;

import org.jspecify.annotations.NullMarked;
