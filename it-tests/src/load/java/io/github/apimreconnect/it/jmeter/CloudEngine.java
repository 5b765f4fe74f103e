package io.github.apimreconnect.it.jmeter;

import us.abstracta.jmeter.javadsl.core.DslJmeterEngine;

/** The engine of Azure Load Testing; its service is in the profile {@code load-azure}, with its dependency. */
public interface CloudEngine {
    /** Returns the engine, which sends nothing before it runs a plan. */
    DslJmeterEngine engine(String tenant, String client, String secret);
}
