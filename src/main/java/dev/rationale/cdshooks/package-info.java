/// The wire: records named as CDS Hooks 2.0.1 names them, and the errors a hook call can end in.
/// Depends on nothing but Jackson.
@NullMarked
package dev.rationale.cdshooks;

import org.jspecify.annotations.NullMarked;
