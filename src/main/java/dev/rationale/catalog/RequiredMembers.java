package dev.rationale.catalog;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the members a record needs and did not get: every component that is not `@Nullable`.
final class RequiredMembers {
    private final String folder;
    private final String file;
    private final YamlLines lines;

    RequiredMembers(String folder, String file, YamlLines lines) {
        this.folder = folder;
        this.file = file;
        this.lines = lines;
    }

    List<Finding> missing(Object value) {
        var findings = new ArrayList<Finding>();
        visit("", value, findings);
        return findings;
    }

    private void visit(String path, @Nullable Object value, List<Finding> findings) {
        switch (value) {
            case Record record -> {
                for (var component : record.getClass().getRecordComponents()) {
                    visitMember(path, record, component, findings);
                }
            }
            case Map<?, ?> map ->
                map.forEach((key, member) -> visit(join(path, String.valueOf(key)), member, findings));
            case List<?> list -> {
                for (var i = 0; i < list.size(); i++) {
                    visit(path + "[" + i + "]", list.get(i), findings);
                }
            }
            case null -> findings.add(finding(path, "has no value."));
            default -> {}
        }
    }

    private void visitMember(String path, Record record, RecordComponent component, List<Finding> findings) {
        var name = join(path, component.getName());
        var member = read(record, component);
        if (member != null) {
            visit(name, member, findings);
        } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            findings.add(finding(name, "is missing."));
        }
    }

    private Finding finding(String path, String what) {
        return new Finding(folder, file, lines.of(path), "`" + path + "` " + what, "Add it.");
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record's accessor can be called", impossible);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
