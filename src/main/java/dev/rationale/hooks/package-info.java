/// The edge of the hook calls: discovery, the call itself, feedback.
@NullMarked
package dev.rationale.hooks;

import org.jspecify.annotations.NullMarked;
