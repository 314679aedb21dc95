/** The sample files are complete, and hold against record and schema alike. */
@NullMarked
package io.executionplane.testkit.samples;

import org.jspecify.annotations.NullMarked;
