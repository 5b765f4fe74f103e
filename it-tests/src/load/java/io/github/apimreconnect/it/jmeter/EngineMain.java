package io.github.apimreconnect.it.jmeter;

import org.apache.jmeter.engine.RemoteJMeterEngineImpl;
import org.apache.jmeter.util.JMeterUtils;
import org.apache.jorphan.collections.HashTree;
import us.abstracta.jmeter.javadsl.core.engines.JmeterEnvironment;

/** Runs a JMeter server, as {@code jmeter-server} does, from the class path. For loopback only. */
final class EngineMain {
    private EngineMain() {}

    /** Takes the port and the number of the engine. */
    public static void main(String[] args) throws Exception {
        JmeterEnvironment environment = new JmeterEnvironment();
        environment.updateSearchPath(new HashTree());
        JMeterUtils.setProperty("server.rmi.ssl.disable", "true");
        JMeterUtils.setProperty("server.rmi.localport", args[0]);
        JMeterUtils.setProperty(ReconnectPlan.ENGINE, args[1]);
        RemoteJMeterEngineImpl.startServer(Integer.parseInt(args[0]));
        System.out.println("ready");
    }
}
