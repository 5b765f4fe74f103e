package io.github.apimreconnect.client;

import com.azure.core.util.ServiceVersion;

/**
 * The api-versions of {@code Microsoft.ApiManagement} that have "Backend - Reconnect", oldest first. The request and
 * its 202 response are the same in all of them. Two older versions, 2016-07-07 and 2016-10-10, have backends but not
 * the operation. Those before 2021-08-01 are announced as retired; whether they still work is up to the service.
 *
 * <pre>{@code
 * BackendReconnectAsyncClient stable = new BackendReconnectClientBuilder()
 *         .endpoint(mock.httpEndpoint().toString())
 *         .serviceVersion(BackendReconnectServiceVersion.V2024_05_01)
 *         .buildAsyncClient();
 * StepVerifier.create(stable.reconnect(backend)).verifyComplete();
 * }</pre>
 */
public enum BackendReconnectServiceVersion implements ServiceVersion {
    /** The first version with the operation. Its error is not nested in {@code error}. */
    V2017_03_01("2017-03-01"),
    /** Allows a backend name of 1 to 80 characters; the version before allowed 255. */
    V2018_01_01("2018-01-01"),
    /** The first preview. */
    V2018_06_01_PREVIEW("2018-06-01-preview"),
    /** Seen in a recorded session of Microsoft's .NET tests. */
    V2019_01_01("2019-01-01"),
    /** From this version to 2021-12-01-preview, a subscription is declared as a plain string. */
    V2019_12_01("2019-12-01"),
    /** A preview published alongside the stable version of the same date. */
    V2019_12_01_PREVIEW("2019-12-01-preview"),
    /** The first preview of 2020. */
    V2020_06_01_PREVIEW("2020-06-01-preview"),
    /** The default of Microsoft's first Java betas. */
    V2020_12_01("2020-12-01"),
    /** The first preview of 2021. */
    V2021_01_01_PREVIEW("2021-01-01-preview"),
    /** The second preview of 2021. */
    V2021_04_01_PREVIEW("2021-04-01-preview"),
    /** The oldest version that is not announced as retired. */
    V2021_08_01("2021-08-01"),
    /** The last version in which a subscription is declared as a plain string. */
    V2021_12_01_PREVIEW("2021-12-01-preview"),
    /** The first of three versions in which a subscription is any text of 1 character or more. */
    V2022_04_01_PREVIEW("2022-04-01-preview"),
    /** The newest stable version before 2024-05-01. */
    V2022_08_01("2022-08-01"),
    /** The last version that declares no UUID format for a subscription. */
    V2022_09_01_PREVIEW("2022-09-01-preview"),
    /** Declares the same request and responses as 2023-05-01-preview. */
    V2023_03_01_PREVIEW("2023-03-01-preview"),
    /** The version of the REST page this library was written from, and the builder's default. */
    V2023_05_01_PREVIEW("2023-05-01-preview"),
    /** The first version whose error has {@code additionalInfo}. */
    V2023_09_01_PREVIEW("2023-09-01-preview"),
    /** The newest stable version. */
    V2024_05_01("2024-05-01"),
    /** The first preview after the newest stable version. */
    V2024_06_01_PREVIEW("2024-06-01-preview"),
    /** The last preview of 2024. */
    V2024_10_01_PREVIEW("2024-10-01-preview"),
    /** The first preview of 2025. */
    V2025_03_01_PREVIEW("2025-03-01-preview"),
    /** The newest version. */
    V2025_09_01_PREVIEW("2025-09-01-preview");

    private final String version;

    BackendReconnectServiceVersion(String version) {
        this.version = version;
    }

    @Override
    public String getVersion() {
        return version;
    }

    /**
     * Returns the newest version listed here, a preview. It is not the builder's default.
     *
     * @return the newest version
     */
    public static BackendReconnectServiceVersion getLatest() {
        return V2025_09_01_PREVIEW;
    }
}
