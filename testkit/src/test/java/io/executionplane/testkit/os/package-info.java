/** What the tests see of the operating system by themselves, without asking what they test. */
@NullMarked
package io.executionplane.testkit.os;

import org.jspecify.annotations.NullMarked;
