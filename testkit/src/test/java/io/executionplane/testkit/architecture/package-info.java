/**
 * The house rules, as tests: which module may use what, which names mean something, how long a file
 * may get. Each rule says because.
 *
 * <p>The rules about classes read the compiled main code of all modules; the rules about files read
 * the sources.
 */
@NullMarked
package io.executionplane.testkit.architecture;

import org.jspecify.annotations.NullMarked;
