package io.github.apimreconnect.it.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The machine's load from other processes, since this object was created. */
final class Machine {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    Machine() {
        // Each query starts the interval of the next one.
        othersShare();
    }

    /** Returns the share from 0 to 1; 0 if unknown. */
    double othersShare() {
        double all = system.getCpuLoad();
        double own = system.getProcessCpuLoad();
        return all >= 0 && own >= 0 ? Math.max(0, all - own) : 0;
    }
}
