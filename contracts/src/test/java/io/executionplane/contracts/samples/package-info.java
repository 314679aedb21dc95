/**
 * Random values of every contract, and every contract there is. Seeded: the same seed makes the
 * same values, so a failure that names its seed can be met again.
 */
@NullMarked
package io.executionplane.contracts.samples;

import org.jspecify.annotations.NullMarked;
