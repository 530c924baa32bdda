package dev.rationale.catalog;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a folder's files looked like from outside: cheap to take and to compare, so that an edit is noticed.
record FolderStamp(Map<Path, FileStamp> files) {
    /// One file's time and size.
    record FileStamp(FileTime modified, long size) {}

    /// Stamps a folder as it is now. One that changes meanwhile is like no other.
    static FolderStamp of(Path folder) {
        var files = new TreeMap<Path, FileStamp>();
        try {
            var end = Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, into(files));
            return new FolderStamp(end.equals(folder) ? files : Map.of());
        } catch (IOException movingUnderneath) {
            return new FolderStamp(Map.of());
        }
    }

    private static SimpleFileVisitor<Path> into(Map<Path, FileStamp> files) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                files.put(path, new FileStamp(attributes.lastModifiedTime(), attributes.size()));
                return FileVisitResult.CONTINUE;
            }
        };
    }
}
