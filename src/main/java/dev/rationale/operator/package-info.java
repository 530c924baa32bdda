/// Settings, start-up checks, health.
@NullMarked
package dev.rationale.operator;

import org.jspecify.annotations.NullMarked;
