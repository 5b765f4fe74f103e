package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the JUnit extension in a static field makes of the end of a class, on classes that only this test runs. */
@Execution(ExecutionMode.SAME_THREAD)
final class ExtensionAfterAllTest {
    @Test
    void aRequestRefusedAfterTheLastTestFailsTheClass() {
        RefusedCase.SEEN.clear();
        EngineExecutionResults results = run(RefusedCase.class);
        results.testEvents().assertStatistics(tests -> tests.succeeded(1).failed(0));
        assertFails(results, "RefusedCase", "Requests were refused: api-version 1\n");
        assertThat(RefusedCase.SEEN)
                .hasSize(1)
                .allSatisfy(mock -> assertThat(mock.server().isClosed()).isTrue());
    }

    static final class RefusedCase {
        @RegisterExtension
        static final MockArmExtension MOCKS = new MockArmExtension().failOnRefusal();

        static final List<MockArm> SEEN = new CopyOnWriteArrayList<>();

        @Test
        void one(MockArm mock) {
            new Caller(mock).query("").send();
            mock.reset();
        }

        @AfterAll
        static void last(MockArm mock) {
            SEEN.add(mock);
            new Caller(mock).query("").send();
        }
    }

    @Test
    void aScriptLeftAfterTheLastTestFailsTheClass() {
        assertFails(run(UnusedCase.class), "UnusedCase", "Scripts were not used up: Script[*/*, unused [reset@");
    }

    static final class UnusedCase {
        @RegisterExtension
        static final MockArmExtension MOCKS = new MockArmExtension();

        @Test
        void one() {}

        @AfterAll
        static void last(MockArm mock) {
            mock.script(Scope.ANY, Step.parse("reset"));
        }
    }

    @Test
    void aRefusalThatIsExpectedAfterTheLastTestIsForgottenWithAReset() {
        run(ExpectedCase.class).containerEvents().assertStatistics(containers -> containers.failed(0));
    }

    static final class ExpectedCase {
        @RegisterExtension
        static final MockArmExtension MOCKS = new MockArmExtension().failOnRefusal();

        @Test
        void one() {}

        @AfterAll
        static void last(MockArm mock) {
            new Caller(mock).query("").send();
            mock.reset();
        }
    }

    @Test
    void aClassThatFailedIsToldOnlyItsOwnFailure() {
        assertFails(run(FailedCase.class), "FailedCase", "its own");
    }

    static final class FailedCase {
        @RegisterExtension
        static final MockArmExtension MOCKS = new MockArmExtension().failOnRefusal();

        @Test
        void one() {}

        @AfterAll
        static void last(MockArm mock) {
            new Caller(mock).query("").send();
            throw new AssertionError("its own");
        }
    }

    @Test
    void aNestedClassAnswersForItsOwnEndAndNotTheNextTest() {
        EngineExecutionResults results = run(OuterCase.class);
        results.testEvents().assertStatistics(tests -> tests.succeeded(2).failed(0));
        assertFails(results, "FirstCase", "Requests were refused: api-version 1\n");
    }

    @TestClassOrder(ClassOrderer.OrderAnnotation.class)
    static final class OuterCase {
        @RegisterExtension
        static final MockArmExtension MOCKS = new MockArmExtension().failOnRefusal();

        @Nested
        @Order(1)
        @TestInstance(Lifecycle.PER_CLASS)
        final class FirstCase {
            @Test
            void one() {}

            @AfterAll
            void last(MockArm mock) {
                new Caller(mock).query("").send();
            }
        }

        @Nested
        @Order(2)
        final class SecondCase {
            @Test
            void another() {}
        }
    }

    @Test
    void aClassWithoutTestsThatRunLeavesTheScriptsOfTheOneAroundIt() {
        EngineExecutionResults results = run(IdleCase.class);
        results.testEvents()
                .assertStatistics(tests -> tests.succeeded(0).skipped(1).failed(0));
        results.containerEvents().assertStatistics(containers -> containers.failed(0));
    }

    static final class IdleCase {
        @RegisterExtension
        static final MockArmExtension MOCKS = new MockArmExtension();

        @BeforeAll
        static void first(MockArm mock) {
            mock.script(Scope.ANY, Step.answer("service-locked"));
        }

        @Nested
        final class InnerCase {
            @Test
            @Disabled("so that no test of the class runs")
            void one() {}
        }
    }

    private static void assertFails(EngineExecutionResults results, String name, String beginning) {
        results.containerEvents()
                .assertStatistics(containers -> containers.failed(1))
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                container(name),
                                finishedWithFailure(
                                        instanceOf(AssertionError.class),
                                        message(text -> text.startsWith(beginning)),
                                        new Condition<>(e -> e.getSuppressed().length == 0, "and nothing else"))));
    }

    private static EngineExecutionResults run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .selectors(selectClass(test))
                .execute();
    }
}
