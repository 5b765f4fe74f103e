package io.github.apimreconnect.mockarm.internal.command;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A test case of a report.
 *
 * @param group the part of the mock, shown as a class
 * @param name its name
 * @param result how it ended
 * @param message one line about a result other than passed
 * @param text the details of a failure or error
 * @param output its output, or empty
 */
record ReportCase(String group, String name, Result result, String message, String text, String output) {
    /** How a test case ended. */
    enum Result {
        PASSED,
        SKIPPED,
        FAILURE,
        ERROR
    }

    static ReportCase passed(String group, String name) {
        return new ReportCase(group, name, Result.PASSED, "", "", "");
    }

    static ReportCase skipped(String group, String name, String why) {
        return new ReportCase(group, name, Result.SKIPPED, why, "", "");
    }

    static ReportCase failed(Result kind, String group, String name, String message, String text) {
        return new ReportCase(group, name, kind, message, text, "");
    }

    ReportCase printing(String printed) {
        return new ReportCase(group, name, result, message, text, printed);
    }

    void write(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "mock-arm." + group);
        xml.writeAttribute("name", name);
        // Required by Surefire's schema; a check has no time of its own.
        xml.writeAttribute("time", "0");
        switch (result) {
            case PASSED -> {}
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", message);
            }
            case FAILURE -> details(xml, "failure", "refusal");
            case ERROR -> details(xml, "error", "internal-error");
        }
        if (!output.isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(output);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private void details(XMLStreamWriter xml, String element, String type) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", message);
        xml.writeAttribute("type", group.equals("scripts") ? "unused-script" : type);
        // Not escaped: from JDK 24 on, its parser refuses a file with more than 100,000 escaped characters.
        xml.writeCData(text.replace("]]>", "]]]]><![CDATA[>"));
        xml.writeEndElement();
    }
}
