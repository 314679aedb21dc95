/** The places where effects may happen, as their verifiers measured them. */
@NullMarked
package io.executionplane.node.target;

import org.jspecify.annotations.NullMarked;
