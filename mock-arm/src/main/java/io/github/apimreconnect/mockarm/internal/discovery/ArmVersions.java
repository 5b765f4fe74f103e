package io.github.apimreconnect.mockarm.internal.discovery;

import java.util.List;
import java.util.stream.Stream;

/** The api-versions of ARM's own paths, which differ from those of a resource provider. */
final class ArmVersions {
    /** In the order in which ARM's error for an unknown version lists them. */
    static final List<String> ALL = List.of(
            "2026-06-01",
            "2025-04-01",
            "2025-03-01",
            "2024-10-01-preview",
            "2024-11-01",
            "2024-08-01",
            "2024-07-01",
            "2024-06-01-preview",
            "2024-03-01",
            "2023-07-01",
            "2023-07-01-preview",
            "2023-03-01-preview",
            "2022-12-01",
            "2022-11-01-preview",
            "2022-09-01",
            "2022-06-01",
            "2022-05-01",
            "2022-03-01-preview",
            "2022-01-01",
            "2021-04-01",
            "2021-01-01",
            "2020-10-01",
            "2020-09-01",
            "2020-08-01",
            "2020-07-01",
            "2020-06-01",
            "2020-05-01",
            "2020-01-01",
            "2019-11-01",
            "2019-10-01",
            "2019-09-01",
            "2019-08-01",
            "2019-07-01",
            "2019-06-01",
            "2019-05-10",
            "2019-05-01",
            "2019-03-01",
            "2018-11-01",
            "2018-09-01",
            "2018-08-01",
            "2018-07-01",
            "2018-06-01",
            "2018-05-01",
            "2018-02-01",
            "2018-01-01",
            "2017-12-01",
            "2017-08-01",
            "2017-06-01",
            "2017-05-10",
            "2017-05-01",
            "2017-03-01",
            "2016-09-01",
            "2016-07-01",
            "2016-06-01",
            "2016-02-01",
            "2015-11-01",
            "2015-01-01",
            "2014-04-01-preview",
            "2014-04-01",
            "2014-01-01",
            "2013-03-01",
            "2014-02-26",
            "2014-04");

    /** Those of {@code /metadata/endpoints}, which has two more; Azure PowerShell sends 1.0. */
    static final List<String> OF_METADATA = Stream.concat(
                    ALL.stream(), Stream.of(CloudMetadata.LATEST, CloudMetadata.FIRST))
            .toList();

    private ArmVersions() {}
}
