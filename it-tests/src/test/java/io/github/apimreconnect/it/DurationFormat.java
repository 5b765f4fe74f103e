package io.github.apimreconnect.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.fge.jackson.NodeType;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.ProcessingReport;
import com.github.fge.jsonschema.format.AbstractFormatAttribute;
import com.github.fge.jsonschema.processors.data.FullData;
import com.github.fge.msgsimple.bundle.MessageBundle;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

/** The format {@code duration}, which the validator lacks, as in XML Schema and .NET. */
final class DurationFormat extends AbstractFormatAttribute {
    DurationFormat() {
        super("duration", NodeType.STRING);
    }

    @Override
    public void validate(ProcessingReport report, MessageBundle messages, FullData data) throws ProcessingException {
        JsonNode value = data.getInstance().getNode();
        try {
            DatatypeFactory.newInstance().newDuration(value.textValue());
        } catch (IllegalArgumentException e) {
            report.error(newMsg(data, messages, "err.format.duration").put("value", value));
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
