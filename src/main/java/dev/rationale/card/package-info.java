/// From a decision to a card; every limit that CDS Hooks sets on cards is kept here.
@NullMarked
package dev.rationale.card;

import org.jspecify.annotations.NullMarked;
