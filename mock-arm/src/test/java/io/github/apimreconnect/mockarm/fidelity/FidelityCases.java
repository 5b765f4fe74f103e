package io.github.apimreconnect.mockarm.fidelity;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import io.github.apimreconnect.mockarm.internal.contract.VersionsTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** All cases, in the order of FIDELITY.md, and the values they share. */
final class FidelityCases {
    static final String SUB = Caller.SUBSCRIPTION;
    static final String GROUP_ID = "/subscriptions/" + SUB + "/resourceGroups/rg";
    static final String SERVICE_ID = GROUP_ID + "/providers/Microsoft.ApiManagement/service/svc";
    /** The object id in the mock's own tokens. */
    static final String OID =
            UUID.nameUUIDFromBytes("mock-arm".getBytes(StandardCharsets.UTF_8)).toString();

    static final String VERSIONS = String.join(",", VersionsTest.all());

    private FidelityCases() {}

    static List<FidelityCase> all() {
        return Stream.of(
                        AcceptedCases.ALL,
                        FrontDoorCases.ALL,
                        TokenCases.ALL,
                        MissingCases.ALL,
                        BodyCases.ALL,
                        ThrottledCases.ALL,
                        VersionCases.ALL,
                        TransientCases.ALL,
                        DiscoveryCases.ALL,
                        MockOnlyCases.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** A mock that accepts only tokens it issued. */
    static MockArmBuilder issued() {
        return MockArm.builder().auth(Auth.ISSUED).virtualClock();
    }
}
