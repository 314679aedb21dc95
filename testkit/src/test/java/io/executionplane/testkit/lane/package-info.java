/**
 * The suite is put to the test: a well-behaved lane and the real process lane pass it, and for each
 * promise a lane that breaks it is found out.
 */
@NullMarked
package io.executionplane.testkit.lane;

import org.jspecify.annotations.NullMarked;
