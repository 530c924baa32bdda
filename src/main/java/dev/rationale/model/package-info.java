/// Model versions and the runtimes that score them. Knows numbers and names, no patients.
@NullMarked
package dev.rationale.model;

import org.jspecify.annotations.NullMarked;
