/** The code that the documents show: compiled, run, and compared with what they say. */
@NullMarked
package io.executionplane.testkit.docs;

import org.jspecify.annotations.NullMarked;
