package io.executionplane.node.cli;

/** A name and its value, as an option gives them. */
record Assignment(String name, String value) {}
