/** The HTTP endpoint of a real node, over real sockets. */
@NullMarked
package io.executionplane.testkit.http;

import org.jspecify.annotations.NullMarked;
