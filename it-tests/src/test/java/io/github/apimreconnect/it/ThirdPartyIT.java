package io.github.apimreconnect.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The license texts in the runnable jars, compared with the classes there. */
final class ThirdPartyIT {
    private static final String OWN = "io/github/apimreconnect/";

    /** Where the classes of each group are. */
    private static final Map<String, String> GROUPS = Map.ofEntries(
            entry("com/azure/", "com.azure"),
            entry("com/ethlo/", "com.ethlo.time"),
            entry("com/fasterxml/jackson/annotation/", "com.fasterxml.jackson.core"),
            entry("com/fasterxml/jackson/core/", "com.fasterxml.jackson.core"),
            entry("com/fasterxml/jackson/databind/", "com.fasterxml.jackson.core"),
            entry("com/fasterxml/jackson/dataformat/", "com.fasterxml.jackson.dataformat"),
            entry("com/fasterxml/jackson/datatype/", "com.fasterxml.jackson.datatype"),
            entry("com/microsoft/aad/", "com.microsoft.azure"),
            entry("com/networknt/", "com.networknt"),
            entry("com/nimbusds/", "com.nimbusds"),
            entry("com/sun/jna/", "net.java.dev.jna"),
            entry("io/netty/", "io.netty"),
            entry("me/tongfei/", "me.tongfei"),
            entry("org/bouncycastle/", "org.bouncycastle"),
            entry("org/jline/", "org.jline"),
            entry("org/jspecify/", "org.jspecify"),
            entry("org/reactivestreams/", "org.reactivestreams"),
            entry("org/slf4j/", "org.slf4j"),
            entry("org/yaml/", "org.yaml"),
            entry("picocli/", "info.picocli"),
            entry("reactor/adapter/", "io.projectreactor"),
            entry("reactor/core/", "io.projectreactor"),
            entry("reactor/netty/", "io.projectreactor.netty"),
            entry("reactor/util/", "io.projectreactor"));

    @ParameterizedTest
    @ValueSource(strings = {"../client/target/apim-reconnect.jar", "../mock-arm/target/mock-arm.jar"})
    void theListNamesExactlyTheGroupsWhoseClassesAreInside(String path) throws IOException {
        try (JarFile jar = new JarFile(path)) {
            String list = text(jar, "META-INF/THIRD-PARTY.txt").split("\n---", 2)[0];
            Set<String> named = list.lines()
                    .filter(line -> line.matches("[\\w.-]+:[\\w.-]+:[\\w.-]+ \\([\\w.-]+\\)"))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(named).isEqualTo(groups(jar));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../client/target/apim-reconnect.jar", "../mock-arm/target/mock-arm.jar"})
    void theNettyModulesAreThoseInside(String path) throws IOException {
        try (JarFile jar = new JarFile(path)) {
            Set<String> inside = text(jar, "META-INF/io.netty.versions.properties")
                    .lines()
                    .filter(line -> line.contains(".version="))
                    .map(line -> line.substring(0, line.indexOf('.')))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> named = text(jar, "META-INF/THIRD-PARTY.txt")
                    .lines()
                    .filter(line -> line.startsWith("io.netty:"))
                    .map(line -> line.split(":", -1))
                    .filter(parts -> parts.length == 3)
                    .map(parts -> parts[1])
                    // It does not record its version.
                    .filter(name -> !name.equals("netty-tcnative-classes"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(named).isEqualTo(inside);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../client/target/apim-reconnect.jar", "../mock-arm/target/mock-arm.jar"})
    void theTextsAreInTheSameFile(String path) throws IOException {
        try (JarFile jar = new JarFile(path)) {
            assertThat(text(jar, "META-INF/THIRD-PARTY.txt"))
                    .contains(
                            Files.readString(Path.of("../LICENSE")),
                            "Permission is hereby granted, free of charge",
                            "Copyright (c) 2004-2022 QOS.ch Sarl",
                            "The Netty Project",
                            "# Jackson JSON processor");
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("../LICENSE")));
            assertThat(text(jar, "META-INF/NOTICE")).isEqualTo(Files.readString(Path.of("../NOTICE")));
        }
    }

    @Test
    void thePublishedPomsHaveNoTestsNoParentAndNothingOfTheCommandsThatIsNotOptional() throws IOException {
        for (String module : Set.of("client", "mock-arm")) {
            String pom = Files.readString(Path.of("..", module, "target", "published-pom.xml"));
            assertThat(pom)
                    .contains("<name>Apache-2.0</name>")
                    .doesNotContain("<parent>", "<build>", "<profiles>", "<scope>test</scope>", "${", "junit-jupiter<")
                    .containsPattern("<artifactId>picocli</artifactId>\\s+<version>[0-9.]+</version>"
                            + "\\s+<scope>compile</scope>\\s+<optional>true</optional>");
        }
    }

    private static Set<String> groups(JarFile jar) {
        return jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
                .filter(name -> !name.startsWith(OWN))
                .map(ThirdPartyIT::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String group(String file) {
        return GROUPS.entrySet().stream()
                .filter(entry -> file.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No group is known for " + file));
    }

    private static String text(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
