/**
 * Keeps known secrets out of what leaves an effect: its output, its facts, its failures.
 *
 * <p>Every value that a credential got is looked for, and the forms in which commands like to print
 * one; whatever is found is replaced by as many asterisks, before it is hashed, stored, followed or
 * passed on. Bytes keep their places, so that offsets and ranges mean what they would have meant.
 *
 * <p>What is not looked for is not found: a secret that is compressed, encrypted, reversed or
 * printed in two streams passes.
 */
@NullMarked
package io.executionplane.node.redaction;

import org.jspecify.annotations.NullMarked;
