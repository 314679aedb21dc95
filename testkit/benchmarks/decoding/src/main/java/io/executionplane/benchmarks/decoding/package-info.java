/** What reading a value of the vocabulary costs. */
@NullMarked
package io.executionplane.benchmarks.decoding;

import org.jspecify.annotations.NullMarked;
