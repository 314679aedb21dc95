/**
 * What is done to a running effect, short of ending it: interrupted, resized, signalled. What was
 * done is a fact of the lane; what cannot be done is refused before anything happens.
 */
@NullMarked
package io.executionplane.node.control;

import org.jspecify.annotations.NullMarked;
