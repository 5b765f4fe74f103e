<#-- META-INF/THIRD-PARTY.txt of the runnable jars. Stops the build if a dependency is new here: add the text its license wants. -->
<#assign copyrights = {
    "com.azure": "Copyright (c) 2015 Microsoft",
    "com.microsoft.azure": "Copyright (c) Microsoft Corporation. All rights reserved.",
    "me.tongfei": "Copyright (c) 2015--2020 Tongfei Chen",
    "org.bouncycastle": "Copyright (c) 2000-2023 The Legion of the Bouncy Castle Inc. (https://www.bouncycastle.org).",
    "org.jline": "Copyright (c) 2002-2023, the original author or authors. All rights reserved.",
    "org.slf4j": "Copyright (c) 2004-2022 QOS.ch Sarl (Switzerland). All rights reserved."
}>
<#-- What their jars contain of others, without a pom that says so. -->
<#assign contents = {
    "com.azure": "azure-json contains Jackson Core, azure-xml contains Aalto XML (both Apache-2.0)",
    "com.networknt": "contains Apache Commons Validator, developed at The Apache Software Foundation (Apache-2.0)",
    "com.nimbusds": "contains Gson and the JCIP annotations (both Apache-2.0)",
    "io.projectreactor.netty": "contains Reactor Pool (Apache-2.0)",
    "net.java.dev.jna": "contains libffi (MIT), Copyright (c) 1996-2022 Anthony Green, Red Hat, Inc and others"
}>
<#assign notices = {"io.netty": "netty.txt", "com.fasterxml.jackson.core": "jackson.txt"}>
<#assign texts = ["Apache-2.0", "MIT", "MIT-0", "BSD-3-Clause"]>
<#macro ruled heading>

--------------------------------------------------------------------------------
${heading}
--------------------------------------------------------------------------------

</#macro>
This jar contains the following software, each under the license named. The
texts of these licenses and the notices that come with the software follow.

<#assign groups = [] used = []>
<#list dependencyMap as entry>
<#assign artifact = entry.getKey() licenses = entry.getValue()>
<#-- Of a choice, the one that is taken. -->
<#assign license = "">
<#list texts as text><#if license == "" && licenses?seq_contains(text)><#assign license = text></#if></#list>
<#if license == ""><#stop "No license text for " + artifact.groupId + ":" + artifact.artifactId></#if>
<#if license?matches("MIT|BSD.*") && !copyrights[artifact.groupId]??><#stop "No copyright notice for " + artifact.groupId + ":" + artifact.artifactId></#if>
<#if !groups?seq_contains(artifact.groupId)><#assign groups += [artifact.groupId]></#if>
<#if !used?seq_contains(license)><#assign used += [license]></#if>
${artifact.groupId}:${artifact.artifactId}:${artifact.version} (${license})
</#list>

<#list groups?sort as group><#if copyrights[group]??>
${group}: ${copyrights[group]}
</#if></#list>
<#list groups?sort as group><#if contents[group]??>
${group}: ${contents[group]}
</#if></#list>
<#list texts as text><#if used?seq_contains(text)>
<@ruled heading=text />
<#include text + ".txt" parse=false>
</#if></#list>
<#list notices as group, notice><#if groups?seq_contains(group)>
<@ruled heading="Notices of " + group />
<#include notice parse=false>
</#if></#list>
