/// The words of the launcher that run Java.
@NullMarked
package dev.rationale.command;

import org.jspecify.annotations.NullMarked;
