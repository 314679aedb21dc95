/**
 * What a target and a store may be trusted with, said before anything happens.
 *
 * <p>A target posture lists who may attach and with which credentials; what it does not list is not
 * permitted. A persistence posture says what a store promises, and promises nothing that its store
 * cannot keep.
 */
@NullMarked
package io.executionplane.contracts.posture;

import org.jspecify.annotations.NullMarked;
