/** What the vocabulary must be able to do, item by item of the acceptance list. */
@NullMarked
package io.executionplane.contracts.acceptance;

import org.jspecify.annotations.NullMarked;
