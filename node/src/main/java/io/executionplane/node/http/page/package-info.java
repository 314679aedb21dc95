/** Pages for people. They hold no script, and nothing of them is fetched from elsewhere. */
@NullMarked
package io.executionplane.node.http.page;

import org.jspecify.annotations.NullMarked;
