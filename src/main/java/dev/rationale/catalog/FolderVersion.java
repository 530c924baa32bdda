package dev.rationale.catalog;

import java.util.Map;

/// A folder's content as it was read: every file, and the SHA-256 over all of them. The same hash means the
/// same behaviour: wording, thresholds and code lists are part of it.
///
/// @param hash 64 lower-case hexadecimal digits
/// @param files path relative to the folder, with `/`, to the text of the file; sorted by path
public record FolderVersion(String hash, Map<String, String> files) {}
