/** Where effects happen, and what a verifier measured there. */
@NullMarked
package io.executionplane.contracts.target;

import org.jspecify.annotations.NullMarked;
