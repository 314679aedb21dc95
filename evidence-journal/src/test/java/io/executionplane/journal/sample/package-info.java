/** Histories for tests: complete, plausible, and the same in every run. */
@NullMarked
package io.executionplane.journal.sample;

import org.jspecify.annotations.NullMarked;
