/**
 * Destroying content on purpose: the log says so first, commitments and events stay, and so does
 * every proof of what is left. By hand, or by age.
 */
@NullMarked
package io.executionplane.journal.erasure;

import org.jspecify.annotations.NullMarked;
