package io.github.apimreconnect.it.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. */
@SpringBootApplication(proxyBeanMethods = false)
class ReconnectApplication {
    public static void main(String[] args) {
        SpringApplication.run(ReconnectApplication.class, args);
    }
}
