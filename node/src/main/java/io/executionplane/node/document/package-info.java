/** What a node knows, as the JSON documents in which the HTTP API and the command line show it. */
@NullMarked
package io.executionplane.node.document;

import org.jspecify.annotations.NullMarked;
