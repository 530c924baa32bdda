package dev.rationale.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What became of one prefetch key: enough to find out later why a card was not shown, and no values.
///
/// @param key a prefetch key, or a field of the context such as `context.draftOrders`
/// @param origin `prefetch`, `fhir`, `context`, or `none`
/// @param given how the key came in the request: `resource`, `bundle`, `null`, `outcome`, `absent`, `unusable`,
///     `context`
/// @param droppedOtherPatient rows of another patient, or of nobody
/// @param droppedOtherType rows of another type, or no resources
/// @param unknown why it could not be known
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyReport(
        String key,
        String origin,
        String given,
        int rows,
        int droppedOtherPatient,
        int droppedOtherType,
        int pages,
        boolean complete,
        @Nullable String unknown,
        @Nullable Integer status,
        long millis) {}
