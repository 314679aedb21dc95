package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.StreamName;

/**
 * An order whose effect gives back its input.
 *
 * @param situation the order
 * @param input where it takes the bytes from
 * @param output where it puts them
 */
public record Echo(Situation situation, StreamName input, StreamName output) {}
