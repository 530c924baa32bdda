package dev.rationale.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// The content of a folder version that answered, so that any old decision can be replayed.
///
/// @param content path to the text of the file
public record FolderEntry(String hash, String service, Instant firstUsed, JsonNode content) implements Entry {}
