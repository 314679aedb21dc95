/**
 * A node somewhere else, as its clients reach it over {@code ep.v1}: with the JDK alone, and with
 * the streams of {@code java.io}.
 */
@NullMarked
package io.executionplane.node.remote;

import org.jspecify.annotations.NullMarked;
