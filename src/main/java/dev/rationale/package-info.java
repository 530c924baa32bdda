/// The service's entry point; everything else lives in the packages below.
@NullMarked
package dev.rationale;

import org.jspecify.annotations.NullMarked;
