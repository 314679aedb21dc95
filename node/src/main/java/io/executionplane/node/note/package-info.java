/** What happens to a node rather than to one of its executions, and is put into the log. */
@NullMarked
package io.executionplane.node.note;

import org.jspecify.annotations.NullMarked;
