package io.github.apimreconnect.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.it.documents.Shell.Result;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Types the commands of CONTRIBUTING.md that compare ARM with the mock, as written, in a copy of the sources. A second
 * mock is in the place of Azure, reached by Azure's own names through a proxy.
 */
final class LiveCommandIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final BackendId BACKEND = BackendId.parse(DocumentedCommandsIT.ID + "NAME");

    private final Path folder = Path.of("target", "documents-live").toAbsolutePath();

    @Test
    void theDocumentedCommandsPlanAndThenCompare() throws Exception {
        Newcomer newcomer = Newcomer.in(folder, Path.of(".."), Path.of(System.getProperty("maven.repo.local")));
        Document page = Document.read(newcomer.checkout(), "CONTRIBUTING.md");
        Document.Block block = page.blocks().stream()
                .filter(one -> one.text().contains("-Dlive.confirm"))
                .findFirst()
                .orElseThrow();
        List<String> commands = Document.commands(block.text());
        assertThat(commands).hasSize(2);
        assertThat(page.commands()).anyMatch(command -> command.startsWith(commands.get(0) + "  "));

        try (MockArm mock = MockArm.builder().auth(Auth.ISSUED).world(world()).start();
                StandInAzure azure = new StandInAzure(mock.port());
                Shell shell = newcomer.shell("", signedIn(azure))) {
            Result plan = shell.run(DocumentedCommandsIT.filledIn(commands.get(0)), LIMIT);
            assertThat(plan.exitCode()).as("%s", plan).isZero();
            assertThat(plan.out()).contains("Nothing was sent", "POST https://management.azure.com" + BACKEND);
            assertThat(mock.journal().entries()).isEmpty();

            Result run = shell.run(DocumentedCommandsIT.filledIn(commands.get(1)), LIMIT);
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.out()).contains("cases sent to management.azure.com", ": no differences.");
            assertThat(newcomer.checkout().resolve("it-tests/target/live/differences.md"))
                    .content()
                    .contains(": no differences.");
            assertThat(mock.reconnects().all()).hasSize(4);
            assertThat(azure.tunnels()).contains("management.azure.com:443", "login.microsoftonline.com:443");
        }
    }

    private Path world() throws Exception {
        String world = "subscriptions: {%s: {resourceGroups: {%s: {services: {%s: {backends: [%s]}}}}}}";
        return Files.writeString(
                folder.resolve("world.yaml"),
                world.formatted(BACKEND.subscription(), BACKEND.resourceGroup(), BACKEND.service(), BACKEND.backend()));
    }

    private Map<String, String> signedIn(StandInAzure azure) throws Exception {
        URI proxy = URI.create(azure.proxy());
        return Map.of(
                "AZURE_TENANT_ID", "11111111-1111-1111-1111-111111111111",
                "AZURE_CLIENT_ID", "22222222-2222-2222-2222-222222222222",
                "AZURE_CLIENT_SECRET", "a-secret",
                "AZURE_AUTHORITY_HOST", "",
                "JAVA_TOOL_OPTIONS",
                        "-Djavax.net.ssl.trustStore=" + azure.trustStore(folder.resolve("cacerts"))
                                + " -Dhttps.proxyHost=" + proxy.getHost() + " -Dhttps.proxyPort=" + proxy.getPort());
    }
}
