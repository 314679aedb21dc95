/** Who calls over HTTP, and what he may do. */
@NullMarked
package io.executionplane.node.http.caller;

import org.jspecify.annotations.NullMarked;
