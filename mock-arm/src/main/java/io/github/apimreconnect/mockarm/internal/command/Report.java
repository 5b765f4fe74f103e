package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.journal.CheckResult;
import io.github.apimreconnect.mockarm.internal.journal.ShownRefusal;
import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A verdict as a JUnit report: a test case for each check, for failures of the mock itself, and for each script that
 * was not used up. At most a megabyte, whatever callers sent.
 *
 * @param verdict the verdict
 * @param began when the run began
 * @param took how long it took
 */
record Report(Verdict verdict, Instant began, Duration took) {
    private static final String NAME = "mock-arm";
    /** As Surefire writes it: UTC, without a zone. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    byte[] xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            write(xml);
            xml.writeEndDocument();
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        List<ReportCase> cases = cases();
        xml.writeStartElement("testsuites");
        totals(xml, cases);
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        totals(xml, cases);
        xml.writeAttribute("skipped", Long.toString(count(cases, ReportCase.Result.SKIPPED)));
        xml.writeAttribute("timestamp", TIMESTAMP.format(began));
        xml.writeCharacters("\n");
        properties(xml);
        for (ReportCase one : cases) {
            one.write(xml);
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private void totals(XMLStreamWriter xml, List<ReportCase> cases) throws XMLStreamException {
        xml.writeAttribute("name", NAME);
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(count(cases, ReportCase.Result.FAILURE)));
        xml.writeAttribute("errors", Long.toString(count(cases, ReportCase.Result.ERROR)));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%d.%03d", took.toSeconds(), took.toMillisPart()));
    }

    private static long count(List<ReportCase> cases, ReportCase.Result result) {
        return cases.stream().filter(one -> one.result() == result).count();
    }

    private void properties(XMLStreamWriter xml) throws XMLStreamException {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("requests", verdict.requests());
        verdict.statuses().forEach((status, count) -> counts.put("status." + status, count));
        counts.put("refusals", verdict.refusals());
        counts.put("unusedScripts", verdict.unusedScripts());
        counts.put("internalErrors", verdict.internalErrors().refused());
        xml.writeStartElement("properties");
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", count.getKey());
            xml.writeAttribute("value", Long.toString(count.getValue()));
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private List<ReportCase> cases() {
        List<ReportCase> cases = new ArrayList<>();
        for (CheckResult check : verdict.checks()) {
            cases.add(of("checks", check, ReportCase.Result.FAILURE, "refused"));
        }
        // In a test case, since Surefire's schema has no output of a suite.
        cases.add(of("mock", verdict.internalErrors(), ReportCase.Result.ERROR, "failed")
                .printing(Summary.of(verdict)));
        List<String> scripts = verdict.firstUnusedScripts();
        for (int i = 0; i < scripts.size(); i++) {
            cases.add(ReportCase.failed(
                    ReportCase.Result.FAILURE, "scripts", "script " + (i + 1), "not used up", scripts.get(i)));
        }
        long more = verdict.unusedScripts() - scripts.size();
        if (more > 0) {
            cases.add(
                    ReportCase.failed(ReportCase.Result.FAILURE, "scripts", more + " more scripts", "not used up", ""));
        }
        return cases;
    }

    private static ReportCase of(String group, CheckResult check, ReportCase.Result kind, String verb) {
        if (check.refused() == 0) {
            return check.reached()
                    ? ReportCase.passed(group, check.check())
                    : ReportCase.skipped(group, check.check(), "no request got this far");
        }
        StringBuilder text = new StringBuilder();
        for (ShownRefusal refusal : check.first()) {
            text.append(refusal).append('\n');
        }
        long more = check.refused() - check.first().size();
        if (more > 0) {
            text.append("and ").append(more).append(" more\n");
        }
        return ReportCase.failed(
                kind, group, check.check(), Summary.counted(check.refused(), "request") + " " + verb, text.toString());
    }
}
