/** Where the record lives: the database, its schema, and the directory that one process owns. */
@NullMarked
package io.executionplane.journal.store;

import org.jspecify.annotations.NullMarked;
