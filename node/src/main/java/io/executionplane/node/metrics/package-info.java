/** What a node does, as numbers for whoever watches it. */
@NullMarked
package io.executionplane.node.metrics;

import org.jspecify.annotations.NullMarked;
