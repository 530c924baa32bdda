/// Loads and checks the folders of decision services; every version is known by the hash of its content.
@NullMarked
package dev.rationale.catalog;

import org.jspecify.annotations.NullMarked;
