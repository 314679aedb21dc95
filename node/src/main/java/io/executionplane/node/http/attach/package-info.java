/**
 * Conversations over WebSockets: with one who attaches to an execution, and with one who submits a
 * request and stays with it.
 */
@NullMarked
package io.executionplane.node.http.attach;

import org.jspecify.annotations.NullMarked;
