package dev.rationale.catalog;

import java.util.List;

/// A named list of codes. An entry is `system|code`; a code that ends in `*` stands for all that begin like it.
public record CodeList(List<String> entries) {}
