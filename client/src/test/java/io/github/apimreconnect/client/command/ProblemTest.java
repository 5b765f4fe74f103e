package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import io.github.apimreconnect.client.command.Problem.Circumstances;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProblemTest {
    private static final Circumstances SENT = new Circumstances(Duration.ofSeconds(20), Duration.ofSeconds(5), true);

    @Test
    void anUnknownHostIsSaidToBeUnknown() {
        assertThat(of(new UnknownHostException("no.such.host: Name or service not known")))
                .isEqualTo("unknown host no.such.host");
        assertThat(of(new UnknownHostException("Failed to resolve 'no.such.host' [A(1)] after 2 queries")))
                .isEqualTo("unknown host no.such.host");
        assertThat(of(new UnknownHostException("no.such.host"))).isEqualTo("unknown host no.such.host");
    }

    @Test
    void anAuthorityThatCannotBeReachedIsNotCuredByAzLogin() {
        for (IOException cause : new IOException[] {
            new UnknownHostException("login.example"),
            new ConnectException("Connection refused"),
            (IOException) new SSLHandshakeException("x").initCause(new CertPathBuilderException("no path")),
            new NotSslRecordException("not an SSL/TLS record: 485454502f312e31")
        }) {
            Problem problem = Problem.of(noToken(cause), SENT);
            assertThat(problem.exit()).isEqualTo(ExitCode.NO_CONNECTION);
            assertThat(problem.message()).startsWith("no token: ").doesNotContain("DefaultAzureCredential");
            assertThat(problem.next()).contains("--authority").doesNotContain("az login");
        }
    }

    @Test
    void anAuthorityThatNeverAnswersIsNotCuredByAzLogin() {
        Throwable late = new ClientAuthenticationException(
                "DefaultAzureCredential authentication failed.",
                null,
                new IllegalStateException(new TimeoutException("Channel response timed out after 10000 milliseconds")));
        assertThat(Problem.of(late, SENT).message()).startsWith("no token: channel response timed out");
        assertThat(Problem.of(late, SENT).next()).contains("--authority").doesNotContain("az login");
    }

    @Test
    void anUnreadableCredentialFileIsNotANetworkProblem() {
        for (Exception cause : new Exception[] {
            new NoSuchFileException("/no/such.pem"),
            new FileNotFoundException("/no/such.pem (No such file or directory)"),
            new IOException("keystore password was incorrect", new UnrecoverableKeyException("bad password")),
            new CertificateException("Unable to parse /no/such.pem")
        }) {
            Problem problem = Problem.of(
                    new ClientAuthenticationException(
                            "EnvironmentCredential authentication failed.", null, new IllegalStateException(cause)),
                    SENT);
            assertThat(problem.message()).startsWith("no token: a ");
            assertThat(problem.next())
                    .contains("AZURE_CLIENT_CERTIFICATE_PATH")
                    .doesNotContain("--ca", "network", "az login");
        }
    }

    @Test
    void aRefusedSecretAndMissingCredentialsAreCuredByAzLogin() {
        ClientAuthenticationException wrong = new ClientAuthenticationException(
                "DefaultAzureCredential authentication failed. ---> Error Details: AADSTS7000215: Invalid secret",
                null);
        assertThat(Problem.of(wrong, SENT).message()).isEqualTo("no token: AADSTS7000215: Invalid secret");
        assertThat(Problem.of(wrong, SENT).next()).contains("az login");
        Throwable none = new CredentialUnavailableException("unavailable", new ConnectException("169.254.169.254"));
        assertThat(Problem.of(none, SENT).next()).contains("az login");
    }

    @Test
    void plainHttpIsSaidInsteadOfAHexDump() {
        String dump = "not an SSL/TLS record: 485454502f312e3120343030" + "ab".repeat(400);
        assertThat(of(new NotSslRecordException(dump))).isEqualTo("the server answered in plain HTTP instead of TLS");
        assertThat(of(new NotSslRecordException("not an SSL/TLS record: 53534838")))
                .isEqualTo("the server answered in something other than TLS");
    }

    @Test
    void theHostOfARefusedConnectionIsNamedAndTheSystemCallIsNot() {
        ConnectException named = new ConnectException(
                "finishConnect(..) failed with error(-111): Connection refused: localhost/127.0.0.1:1");
        named.initCause(new ConnectException("finishConnect(..) failed with error(-111): Connection refused"));
        assertThat(of(named)).isEqualTo("connection refused: localhost/127.0.0.1:1");
    }

    @Test
    void aProxyThatRefusesIsNamed() {
        Problem problem = Problem.of(new ProxyConnectException("status: 407"), SENT);
        assertThat(problem.message()).isEqualTo("the proxy refused: status: 407");
        assertThat(problem.next()).contains("HTTPS_PROXY");
    }

    @ParameterizedTest
    @CsvSource({"PT0.001S, 1", "PT0.5S, 1", "PT1S, 1", "PT17S, 17", "PT17.2S, 18"})
    void aWaitIsAdvisedInWholeSecondsRoundedUp(Duration wait, int seconds) {
        assertThat(Advice.tryAgainIn(wait)).isEqualTo("try again in " + seconds + " s");
    }

    @Test
    void aTotalTimeoutHasAdviceOfItsOwn() {
        TimeoutException late = new TimeoutException("No answer");
        Duration twenty = Duration.ofSeconds(20);
        assertThat(Problem.of(late, new Circumstances(twenty, twenty, true)).next())
                .contains("may have accepted", "raise --timeout");
        assertThat(Problem.of(late, new Circumstances(twenty, twenty, false)).next())
                .contains("nothing was sent", "--authority", "raise --timeout");
        assertThat(Problem.of(late, SENT).next()).contains("may have accepted").doesNotContain("--timeout");
    }

    @Test
    void anythingUnforeseenIsAnInternalError() {
        Problem problem = Problem.of(new IllegalStateException("odd"), SENT);
        assertThat(problem.exit()).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(problem.message()).isEqualTo("internal error: java.lang.IllegalStateException: odd");
        assertThat(problem.next()).contains("report", "--verbose");
    }

    private static String of(Throwable failure) {
        return Problem.of(failure, SENT).message();
    }

    private static ClientAuthenticationException noToken(IOException cause) {
        return new ClientAuthenticationException(
                "DefaultAzureCredential authentication failed. ---> Error Details: " + cause,
                null,
                new IllegalStateException(new UncheckedIOException(cause)));
    }
}
