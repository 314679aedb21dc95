/**
 * Where the values of credentials come from: resolvers, asked at the edge of an effect and nowhere
 * else.
 *
 * <p>A payload names a handle, and so does everything that is recorded. The value is asked for
 * after the start has been recorded and before the lane begins; if it cannot be had, nothing
 * begins.
 */
@NullMarked
package io.executionplane.node.credential;

import org.jspecify.annotations.NullMarked;
