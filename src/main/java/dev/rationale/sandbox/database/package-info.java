/// A real PostgreSQL as a child process of the service, for the dev switch and for tests.
@NullMarked
package dev.rationale.sandbox.database;

import org.jspecify.annotations.NullMarked;
