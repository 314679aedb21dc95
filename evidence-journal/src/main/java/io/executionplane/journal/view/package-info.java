/**
 * Finding executions by what is recorded of them. The view is a table beside the journal, made from
 * it and made again from it at any time: it finds, and proves nothing.
 */
@NullMarked
package io.executionplane.journal.view;

import org.jspecify.annotations.NullMarked;
