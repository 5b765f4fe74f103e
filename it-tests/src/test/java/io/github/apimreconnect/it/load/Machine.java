package io.github.apimreconnect.it.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How busy others keep the machine, from the making of this on. */
final class Machine {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    Machine() {
        // Each question starts the time that the next answer is about.
        othersShare();
    }

    /** From 0 to 1; 0 where the system does not tell. */
    double othersShare() {
        double all = system.getCpuLoad();
        double own = system.getProcessCpuLoad();
        return all >= 0 && own >= 0 ? Math.max(0, all - own) : 0;
    }
}
