package dev.rationale.catalog;

/// Something wrong in a service folder: where, what, and what to do about it.
///
/// @param file relative to the folder
/// @param line from 1; 0 when the whole file is meant
public record Finding(String folder, String file, int line, String what, String todo) {
    @Override
    public String toString() {
        return folder + "/" + file + (line > 0 ? ":" + line : "") + ": " + what + " " + todo;
    }
}
