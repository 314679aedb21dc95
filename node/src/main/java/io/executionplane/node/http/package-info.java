/** The HTTP endpoint of a node: a client of the embedding API, like any host. */
@NullMarked
package io.executionplane.node.http;

import org.jspecify.annotations.NullMarked;
