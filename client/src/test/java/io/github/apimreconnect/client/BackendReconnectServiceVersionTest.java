package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BackendReconnectServiceVersionTest {
    @Test
    void everyVersionWithTheOperationIsListedOldestFirst() {
        assertThat(BackendReconnectServiceVersion.values())
                .extracting(BackendReconnectServiceVersion::getVersion)
                .containsExactly(
                        "2017-03-01",
                        "2018-01-01",
                        "2018-06-01-preview",
                        "2019-01-01",
                        "2019-12-01",
                        "2019-12-01-preview",
                        "2020-06-01-preview",
                        "2020-12-01",
                        "2021-01-01-preview",
                        "2021-04-01-preview",
                        "2021-08-01",
                        "2021-12-01-preview",
                        "2022-04-01-preview",
                        "2022-08-01",
                        "2022-09-01-preview",
                        "2023-03-01-preview",
                        "2023-05-01-preview",
                        "2023-09-01-preview",
                        "2024-05-01",
                        "2024-06-01-preview",
                        "2024-10-01-preview",
                        "2025-03-01-preview",
                        "2025-09-01-preview");
    }

    @Test
    void theLatestIsTheLastOne() {
        BackendReconnectServiceVersion[] all = BackendReconnectServiceVersion.values();
        assertThat(BackendReconnectServiceVersion.getLatest()).isEqualTo(all[all.length - 1]);
    }
}
