/**
 * What a durable workflow engine hands along with a call into the plane: metadata of its
 * activities.
 *
 * <p>Each record is a claim of the engine's. The plane carries it, checks that it is complete, and
 * uses one thing of it: two calls with the same intent and idempotency key share one retry scope.
 */
@NullMarked
package io.executionplane.contracts.activity;

import org.jspecify.annotations.NullMarked;
