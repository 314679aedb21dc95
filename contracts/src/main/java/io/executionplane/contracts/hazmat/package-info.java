/**
 * Records about dangerous things that are already under way: attached streams, budgets,
 * revocations, bypasses.
 *
 * <p>They share one scope: whose, where, on whose word, and under which release. The node enforces
 * what they say.
 */
@NullMarked
package io.executionplane.contracts.hazmat;

import org.jspecify.annotations.NullMarked;
