package io.github.apimreconnect.it.jmeter;

import org.apache.jmeter.engine.RemoteJMeterEngineImpl;
import org.apache.jmeter.util.JMeterUtils;
import org.apache.jorphan.collections.HashTree;
import us.abstracta.jmeter.javadsl.core.engines.JmeterEnvironment;

/** A JMeter server as {@code jmeter-server} is one, on the class path instead of an installation; only for loopback. */
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
