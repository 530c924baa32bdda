package dev.rationale.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a word writes: results to `out`, notes and errors to `err`, text wrapped to `width` columns.
record Terminal(PrintStream out, PrintStream err, int width) {
    private static final int USUAL_WIDTH = 80;
    private static final int WIDEST = 100;
    private static final int NARROWEST = 40;

    /// The terminal this process was started in. Always UTF-8: units and names need it, whatever the locale says.
    static Terminal ofThisProcess(Map<String, String> environment) {
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), width(environment.get("COLUMNS")));
    }

    static int width(@Nullable String columns) {
        if (columns == null || !columns.matches("\\d{1,4}")) {
            return USUAL_WIDTH;
        }
        return Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
