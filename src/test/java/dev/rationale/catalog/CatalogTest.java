package dev.rationale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rationale.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In dev an edited folder is read again; in production a folder is read at start.
class CatalogTest {
    private static final Path SHIPPED = Path.of("cds-services/kfre-ckd");

    @TempDir
    Path directory;

    private Path folder;
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @BeforeEach
    void copy() throws IOException {
        folder = directory.resolve("kfre-ckd");
        try (var files = Files.walk(SHIPPED)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = folder.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private Catalog catalog(boolean dev) {
        var clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                now = now.plusSeconds(1);
                return now;
            }
        };
        return new Catalog(() -> directory, Folders.checks(), dev, clock);
    }

    private void edit(String file, String from, String to) throws IOException {
        var path = folder.resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));
    }

    private static String hash(Catalog catalog) {
        return catalog.find("kfre-ckd").orElseThrow().version().hash();
    }

    @Test
    void reads_an_edited_folder_again_in_dev_and_knows_it_by_another_hash() throws IOException {
        var catalog = catalog(true);
        var before = hash(catalog);
        assertThat(hash(catalog)).isEqualTo(before);
        edit("service.yaml", "title: Kidney failure risk", "title: Risk of the kidneys");
        assertThat(catalog.find("kfre-ckd").orElseThrow().title()).isEqualTo("Risk of the kidneys");
        assertThat(hash(catalog)).isNotEqualTo(before);
        edit("service.yaml", "title: Risk of the kidneys", "title: Kidney failure risk");
        assertThat(hash(catalog)).isEqualTo(before);
    }

    @Test
    void reads_nothing_again_in_production() throws IOException {
        var catalog = catalog(false);
        var before = hash(catalog);
        edit("service.yaml", "title: Kidney failure risk", "title: Risk of the kidneys");
        edit("card.md", "{risk_5y}", "{risk_9y}");
        assertThat(hash(catalog)).isEqualTo(before);
    }

    @Test
    void withdraws_a_folder_that_breaks_and_offers_it_again_when_it_is_mended() throws IOException {
        var catalog = catalog(true);
        edit("card.md", "{risk_5y}", "{risk_9y}");
        assertThat(catalog.find("kfre-ckd")).isEmpty();
        assertThat(catalog.services()).isEmpty();
        assertThat(catalog.refusedFolders()).isEqualTo(1);
        edit("card.md", "{risk_9y}", "{risk_5y}");
        assertThat(catalog.find("kfre-ckd")).isPresent();
        assertThat(catalog.refusedFolders()).isZero();
    }

    @Test
    void notices_a_file_that_comes_or_goes() throws IOException {
        var catalog = catalog(true);
        var before = hash(catalog);
        Files.writeString(folder.resolve("NOTES.md"), "about");
        assertThat(hash(catalog)).isNotEqualTo(before);
        Files.delete(folder.resolve("NOTES.md"));
        assertThat(hash(catalog)).isEqualTo(before);
        Files.delete(folder.resolve("card.md"));
        assertThat(catalog.find("kfre-ckd")).isEmpty();
    }

    @Test
    void notices_a_folder_that_comes_is_switched_off_or_goes() throws IOException {
        var catalog = catalog(true);
        Files.createDirectory(directory.resolve("empty"));
        assertThat(catalog.refusedFolders()).isEqualTo(1);
        assertThat(catalog.find("kfre-ckd")).as("the others stay up").isPresent();
        Files.move(directory.resolve("empty"), directory.resolve("_empty"));
        assertThat(catalog.refusedFolders()).isZero();
        Files.move(folder, directory.resolve("_kfre-ckd"));
        assertThat(catalog.services()).isEmpty();
        Files.move(directory.resolve("_kfre-ckd"), folder);
        assertThat(catalog.services()).hasSize(1);
    }

    @Test
    void keeps_the_same_service_while_nothing_is_edited() {
        var catalog = catalog(true);
        assertThat(catalog.find("kfre-ckd").orElseThrow())
                .isSameAs(catalog.find("kfre-ckd").orElseThrow());
    }

    @Test
    void offers_nothing_without_its_directory() {
        var catalog = new Catalog(() -> directory.resolve("nowhere"), List.of());
        assertThat(catalog.services()).isEmpty();
        assertThat(catalog.find("kfre-ckd")).isEmpty();
    }

    @Test
    void reads_folders_that_are_mounted_as_links() throws IOException {
        var mounted = Files.createDirectory(directory.resolve("..mounted"));
        Files.move(folder, mounted.resolve("kfre-ckd"));
        Files.createSymbolicLink(folder, mounted.resolve("kfre-ckd"));
        assertThat(hash(catalog(false))).isEqualTo(Folders.kfre().version().hash());
    }

    @Test
    void leaves_out_what_editors_and_file_systems_leave_behind() throws IOException {
        for (var name : List.of(".DS_Store", "card.md~", "#card.md#", ".git/config", "models/.idea/x.xml")) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {(byte) 0xff});
        }
        assertThat(hash(catalog(false))).isEqualTo(Folders.kfre().version().hash());
    }

    @Test
    void refuses_a_file_that_is_no_text_or_too_large() throws IOException {
        Files.write(folder.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        assertThat(Folders.loader().load(folder).findings())
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("picture.png is not UTF-8 text");
        Files.write(folder.resolve("picture.png"), "x".repeat((4 << 20) + 1).getBytes(StandardCharsets.UTF_8));
        assertThat(Folders.loader().load(folder).findings())
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .contains("picture.png is larger than 4 MiB");
    }
}
