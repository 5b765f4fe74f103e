package io.github.apimreconnect.mockarm.internal.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.journal.Entries;
import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The JUnit report, as an XML parser reads it. */
final class ReportTest {
    private static final int MIB = 1024 * 1024;

    private final Verdict verdict = new Verdict();

    @Test
    void aCheckIsATestCaseThatPassedFailedOrWasNotReached() throws Exception {
        accept();
        refuse("path", "Wrong.");
        Element suite = suite();
        assertThat(testCase(suite, "path")
                        .getElementsByTagName("failure")
                        .item(0)
                        .getTextContent())
                .isEqualTo("1970-01-01T00:00:00Z POST " + Requests.reconnect().target() + ": Wrong.\n");
        assertThat(testCase(suite, "path").getAttribute("classname")).isEqualTo("mock-arm.checks");
        assertThat(testCase(suite, "token").getChildNodes().getLength()).isZero();
        assertThat(testCase(suite, CheckNames.TOKEN_REQUEST)
                        .getElementsByTagName("skipped")
                        .getLength())
                .isEqualTo(1);
    }

    @Test
    void aFailureSaysHowManyThereWereBeyondTheFirst() throws Exception {
        for (int i = 0; i < 25; i++) {
            refuse("path", "Wrong.");
        }
        Element failure = (Element)
                testCase(suite(), "path").getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("25 requests refused");
        assertThat(failure.getAttribute("type")).isEqualTo("refusal");
        assertThat(failure.getTextContent().lines())
                .hasSize(Verdict.SHOWN + 1)
                .last()
                .isEqualTo("and 15 more");
    }

    @Test
    void aScriptThatWasNotUsedUpIsAFailedTestCase() throws Exception {
        verdict.unused(Collections.nCopies(Verdict.SHOWN_SCRIPTS + 2, "Script[a & b]"));
        Element suite = suite();
        assertThat(testCase(suite, "script 1").getTextContent()).isEqualTo("Script[a & b]");
        assertThat(testCase(suite, "2 more scripts")
                        .getElementsByTagName("failure")
                        .getLength())
                .isEqualTo(1);
    }

    @Test
    void aFailureOfTheMockIsAnError() throws Exception {
        refuse(CheckNames.INTERNAL_ERROR, "mock-arm failed.");
        Element suite = suite();
        assertThat(testCase(suite, CheckNames.INTERNAL_ERROR)
                        .getElementsByTagName("error")
                        .getLength())
                .isEqualTo(1);
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void theTotalsAreThoseOfTheTestCases() throws Exception {
        refuse("path", "Wrong.");
        refuse(CheckNames.INTERNAL_ERROR, "Wrong.");
        verdict.unused(List.of("Script"));
        Element suite = suite();
        assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
        assertThat(suite.getAttribute("failures"))
                .isEqualTo(count(suite, "failure"))
                .isEqualTo("2");
        assertThat(suite.getAttribute("errors"))
                .isEqualTo(count(suite, "error"))
                .isEqualTo("1");
        assertThat(suite.getAttribute("skipped"))
                .isEqualTo(count(suite, "skipped"))
                .isNotEqualTo("0");
        assertThat(suite.getAttribute("time")).isEqualTo("61.005");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("1970-01-01T00:00:00");
        Element suites = (Element) suite.getParentNode();
        for (String total : List.of("tests", "failures", "errors", "time")) {
            assertThat(suites.getAttribute(total)).as(total).isEqualTo(suite.getAttribute(total));
        }
    }

    @Test
    void theCountsAreProperties() throws Exception {
        accept();
        accept();
        refuse("path", "Wrong.");
        Element suite = suite();
        List<String> properties = new ArrayList<>();
        for (Element property : elements(suite, "property")) {
            properties.add(property.getAttribute("name") + "=" + property.getAttribute("value"));
        }
        assertThat(properties)
                .containsExactly(
                        "requests=3",
                        "status.202=2",
                        "status.400=1",
                        "refusals=1",
                        "unusedScripts=0",
                        "internalErrors=0");
        assertThat(elements(suite, "system-out"))
                .singleElement()
                .extracting(Element::getTextContent)
                .isEqualTo("3 requests, 1 refused (path 1), 0 scripts not used up, 0 internal errors");
    }

    @Test
    void noCallerCanBreakTheXml() throws Exception {
        String hostile =
                "]]><!--&<\"'\u0000\u0008\u001b\r\n\u0085\u2028\ufffe\uffff\ud800-\udc00\ud83d\ude00</failure>";
        refuse("path", hostile);
        verdict.unused(List.of(hostile));
        Element suite = suite();
        String shown = "]]><!--&<\"'\\u0000\\u0008\\u001b\\u000d\\u000a\\u0085\\u2028\\ufffe\\uffff\\ud800-\\udc00"
                + "\ud83d\ude00</failure>";
        assertThat(testCase(suite, "script 1").getTextContent()).isEqualTo(shown);
        assertThat(testCase(suite, "path").getTextContent()).endsWith(": " + shown + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "<", "\u0001", "\u4e2d", "\ud83d\ude00", "\ud800"})
    @SuppressWarnings("deprecation") // the constructor that takes any target
    void theReportIsAtMostAMebibyteWhateverCallersSend(String text) throws Exception {
        String longest = text.repeat(2_000);
        DefaultHttpRequest head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf("M".repeat(500)),
                "/" + longest.replaceAll("[^&<]", "&"),
                false);
        head.headers().set("x-ms-client-request-id", "&".repeat(2_000));
        ArmRequest request = ArmRequest.of(Instant.EPOCH, head, new byte[0], false, "https://localhost:1");
        List<String> checks = new ArrayList<>(CheckNames.IN_ORDER);
        checks.addAll(List.of(CheckNames.TOKEN_REQUEST, CheckNames.INTERNAL_ERROR));
        for (String check : checks) {
            for (int i = 0; i < 2 * Verdict.SHOWN; i++) {
                RefusedException refused = new RefusedException(check, "", longest);
                verdict.refused(Entries.of(request, 400, PlainStep.PLAIN, refused), check);
            }
        }
        verdict.unused(Collections.nCopies(1_000, longest));
        suite();
        assertThat(xml()).hasSizeBetween(100_000, MIB);
    }

    private void accept() {
        verdict.passed(Entries.of(Requests.reconnect(), 202, PlainStep.PLAIN, null), CheckNames.LAST);
    }

    private void refuse(String check, String reason) {
        RefusedException refused = new RefusedException(check, "", reason);
        verdict.refused(Entries.of(Requests.reconnect(), 400, PlainStep.PLAIN, refused), check);
    }

    private byte[] xml() {
        return new Report(verdict, Instant.EPOCH, Duration.ofMillis(61_005)).xml();
    }

    private Element suite() throws Exception {
        byte[] xml = xml();
        assertThat(new String(xml, UTF_8)).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites ");
        Element suites = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
        return elements(suites, "testsuite").get(0);
    }

    private static Element testCase(Element suite, String name) {
        return elements(suite, "testcase").stream()
                .filter(one -> one.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String count(Element suite, String name) {
        return Integer.toString(elements(suite, name).size());
    }

    private static List<Element> elements(Element in, String name) {
        NodeList found = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
