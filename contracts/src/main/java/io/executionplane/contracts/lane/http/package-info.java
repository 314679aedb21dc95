/**
 * The HTTP lane: one request to one server, and what came back. Its only operation is {@code
 * request}.
 *
 * <p>Any status is a success of the lane: a 500 is what the server said, and the lane's job was to
 * ask. The lane fails when there is no complete answer. The body of the answer is output of the
 * execution, never part of the result; the result holds its size and digest.
 */
@NullMarked
package io.executionplane.contracts.lane.http;

import org.jspecify.annotations.NullMarked;
