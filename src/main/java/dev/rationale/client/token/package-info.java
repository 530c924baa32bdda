/// Whether a call comes from a registered client: its token, its signature, its keys, and that it is used once.
@NullMarked
package dev.rationale.client.token;

import org.jspecify.annotations.NullMarked;
