package io.github.apimreconnect.client;

import com.azure.core.util.ServiceVersion;

/**
 * The api-versions of {@code Microsoft.ApiManagement} in which "Backend - Reconnect" was seen: in Microsoft's
 * specifications, on its REST pages or in recorded sessions. The request and its 202 are the same in all of them; the
 * error body gains {@code additionalInfo} and nested details from 2024-05-01 on.
 */
public enum BackendReconnectServiceVersion implements ServiceVersion {
    /** The first one with the operation. */
    V2017_03_01("2017-03-01"),
    /** Seen in a recorded session of Microsoft's .NET tests. */
    V2019_01_01("2019-01-01"),
    /** Documented on a REST page. */
    V2021_08_01("2021-08-01"),
    /** Documented on a REST page, and seen in a recorded session. */
    V2022_08_01("2022-08-01"),
    /** The version of the REST page this library was written from, and its default. */
    V2023_05_01_PREVIEW("2023-05-01-preview"),
    /** The first one with the common ARM error body. */
    V2024_05_01("2024-05-01"),
    /** The newest one seen. */
    V2024_10_01_PREVIEW("2024-10-01-preview");

    private final String version;

    BackendReconnectServiceVersion(String version) {
        this.version = version;
    }

    @Override
    public String getVersion() {
        return version;
    }

    /**
     * Returns the newest version listed here. It is not the default of the builder.
     *
     * @return the newest version
     */
    public static BackendReconnectServiceVersion getLatest() {
        return V2024_10_01_PREVIEW;
    }
}
