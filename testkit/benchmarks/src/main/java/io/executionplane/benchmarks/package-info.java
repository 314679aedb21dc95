/**
 * Figures, each beside its limit in the same run. Absolute numbers of a shared machine mean little;
 * ratios of neighbouring seconds mean something.
 */
@NullMarked
package io.executionplane.benchmarks;

import org.jspecify.annotations.NullMarked;
