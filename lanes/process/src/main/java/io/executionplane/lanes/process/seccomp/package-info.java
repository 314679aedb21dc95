/** Which system calls a sandbox lets through, by libseccomp where that is installed. */
@NullMarked
package io.executionplane.lanes.process.seccomp;

import org.jspecify.annotations.NullMarked;
