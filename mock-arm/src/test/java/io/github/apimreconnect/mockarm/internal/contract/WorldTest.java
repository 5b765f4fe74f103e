package io.github.apimreconnect.mockarm.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorldTest {
    private static final String YAML_NAME = "YAML";
    private static final String JSON_NAME = "JSON";
    private static final String YAML = """
            # what exists
            subscriptions:
              %s:
                resourceGroups:
                  rg:
                    services:
                      svc:
                        backends: [b1, Other, 007, "with space"]
                  empty:
                    services: {}
            """.formatted(Caller.SUBSCRIPTION);
    private static final String JSON = "{\"subscriptions\":{\"" + Caller.SUBSCRIPTION
            + "\":{\"resourceGroups\":{\"rg\":{\"services\":{\"svc\":{\"backends\":[\"b1\",\"Other\",\"007\","
            + "\"with space\"]}}},\"empty\":{\"services\":{}}}}}}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {YAML_NAME, JSON_NAME})
    void aFileSaysWhatExists(String name) throws IOException {
        World world = read(name.equals(YAML_NAME) ? YAML : JSON);
        assertThat(missing(world, "rg", "svc", "b1")).isEqualTo(World.Missing.NOTHING);
        assertThat(missing(world, "RG", "SVC", "OTHER")).isEqualTo(World.Missing.NOTHING);
        assertThat(missing(world, "rg", "svc", "007")).isEqualTo(World.Missing.NOTHING);
        assertThat(missing(world, "rg", "svc", "with%20space")).isEqualTo(World.Missing.NOTHING);
        assertThat(missing(world, "rg", "svc", "b2")).isEqualTo(World.Missing.BACKEND);
        assertThat(missing(world, "rg", "other", "b1")).isEqualTo(World.Missing.SERVICE);
        assertThat(missing(world, "empty", "svc", "b1")).isEqualTo(World.Missing.SERVICE);
        assertThat(missing(world, "other", "svc", "b1")).isEqualTo(World.Missing.GROUP);
        assertThat(world.hasSubscription(path(Caller.SUBSCRIPTION.toUpperCase(Locale.ROOT), "rg", "svc", "b1")))
                .isTrue();
        assertThat(world.hasSubscription(path("11111111-1111-1111-1111-111111111111", "rg", "svc", "b1")))
                .isFalse();
    }

    @Test
    void anOpenWorldHasEverything() {
        assertThat(missing(World.OPEN, "any", "thing", "goes")).isEqualTo(World.Missing.NOTHING);
    }

    @Test
    void aWorldCanBeEmpty() throws IOException {
        assertThat(read("subscriptions: {}").hasSubscription(path(Caller.SUBSCRIPTION, "rg", "svc", "b1")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|1|the file must be a map with 'subscriptions'",
                "[]|1|the file must be a map with 'subscriptions'",
                "subscription: {}|1|'subscription' is unknown here; expected 'subscriptions'",
                "subscriptions: []|1|'subscriptions' must be a map keyed by name",
                "subscriptions:;  my-sub: {}|2|'subscriptions.my-sub' must be a UUID",
                "subscriptions:;  SUB:;    groups: {}|3|'subscriptions.SUB.groups' is unknown here; expected 'resourceGroups'",
                "subscriptions:;  SUB:;    resourceGroups:;      rg:;        services:;          svc:;            backends: b1|7|'subscriptions.SUB.resourceGroups.rg.services.svc.backends' must be a list of names",
                "subscriptions:;  SUB:;    resourceGroups:;      rg:;        services:;          svc:;            backends: [b1, B1]|7|'subscriptions.SUB.resourceGroups.rg.services.svc.backends' has 'B1' twice",
                "subscriptions:;  SUB:;    resourceGroups:;      rg:;        services:;          svc:;            backends: [[]]|7|'subscriptions.SUB.resourceGroups.rg.services.svc.backends' must be a list of names",
                "subscriptions:;  SUB:;    resourceGroups:;      rg: {services: {}};      RG: {services: {}}|5|'subscriptions.SUB.resourceGroups.RG' appears twice",
                "subscriptions:;  SUB:;    resourceGroups:;      rg:;        services: {};      RG:;        services: {}|6|'subscriptions.SUB.resourceGroups.RG' appears twice",
                "subscriptions:;  SUB:;    resourceGroups:;      ? ;      : {services: {}}|4|'subscriptions.SUB.resourceGroups' has an entry without a name",
                "subscriptions: {};subscriptions: {}|2|'subscriptions' appears twice",
                "subscriptions: {};more: {}|2|'more' is unknown here; expected 'subscriptions'",
                "subscriptions: {};---;subscriptions: {}|3|the file has more than one document",
                "subscriptions: {;  a|2|",
                "subscriptions:;  SUB: {resourceGroups: {;|3|expected the node content, but found '<stream end>' (while parsing a flow node)",
                "subscriptions:;\t  a: {}|2|found character '\\t(TAB)' that cannot start any token.",
                "subscriptions:;  SUB:;    resourceGroups:;      rg:;        services:;          svc:;            backends: [&b b1, *b]|7|'subscriptions.SUB.resourceGroups.rg.services.svc.backends' must be a list of names, without aliases such as '*b'",
            })
    void anErrorIsNamedByLineAndField(String yaml, int line, String problem) throws IOException {
        String text = yaml.replace(";", "\n").replace("SUB", Caller.SUBSCRIPTION);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("'world' " + folder.resolve("world") + ", line " + line + ", column ")
                .withMessageContaining(problem == null ? "" : problem.replace("SUB", Caller.SUBSCRIPTION));
    }

    @Test
    void aFileThatIsNotThereIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder().world(folder.resolve("none")))
                .withMessageStartingWith("'world' cannot be read");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Path file = folder.resolve("world");
        Files.writeString(file, "#" + "x".repeat(3 * 1024 * 1024));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorldFile.read(file))
                .withMessage("'world': " + file + " has more than 3 MiB");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithThePlace() throws IOException {
        Path file = folder.resolve("world");
        Files.write(file, "# caf\u00e9\nsubscriptions: {}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorldFile.read(file))
                .withMessage("'world' cannot be read: " + file + ": it is not UTF-8 at line 1, column 6");
    }

    @Test
    void aFolderIsNotAWorld() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder().world(folder))
                .withMessage("'world' cannot be read: " + folder + ": it is a folder");
    }

    private World read(String text) throws IOException {
        return WorldFile.read(Files.writeString(folder.resolve("world"), text));
    }

    private static World.Missing missing(World world, String group, String service, String backend) {
        return world.missing(path(Caller.SUBSCRIPTION, group, service, backend));
    }

    private static ArmPath path(String subscription, String group, String service, String backend) {
        return ArmPath.of(Caller.path(subscription, group, service, backend));
    }
}
