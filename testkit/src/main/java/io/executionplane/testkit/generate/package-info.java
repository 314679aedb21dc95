/**
 * Random test data that can be had again: everything comes from a seed, and every failure names it.
 *
 * <p>A law is checked over many cases ({@link io.executionplane.testkit.generate.Seeded#always}).
 * When one fails, the message says which seed made it; with that seed as a system property the same
 * case runs again, alone.
 */
@NullMarked
package io.executionplane.testkit.generate;

import org.jspecify.annotations.NullMarked;
