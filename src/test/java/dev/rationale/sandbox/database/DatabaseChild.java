package dev.rationale.sandbox.database;

import java.nio.file.Path;

/// A program that starts a database, says its address and lives until it is killed.
final class DatabaseChild {
    private DatabaseChild() {}

    public static void main(String... arguments) throws Exception {
        var database = EmbeddedPostgreSql.start(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(database.jdbcUrl());
        Thread.sleep(Long.MAX_VALUE);
    }
}
