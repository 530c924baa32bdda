/// Who is registered: read from a file and from the database, checked member by member.
@NullMarked
package dev.rationale.client.registration;

import org.jspecify.annotations.NullMarked;
