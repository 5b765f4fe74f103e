package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The JUnit extension, tested on classes that only this test runs: their names end in Case, which Surefire ignores. */
@Execution(ExecutionMode.SAME_THREAD)
final class MockArmExtensionTest {
    @Test
    void eachTestHasAMockOfItsOwnWhichIsClosedAfterIt() {
        PerTestCase.SEEN.clear();
        run(PerTestCase.class).assertStatistics(tests -> tests.succeeded(2).failed(0));
        assertThat(PerTestCase.SEEN).hasSize(2).doesNotHaveDuplicates();
        assertThat(PerTestCase.SEEN).allSatisfy(MockArmExtensionTest::assertClosed);
    }

    @ExtendWith(MockArmExtension.class)
    static final class PerTestCase {
        static final List<MockArm> SEEN = new CopyOnWriteArrayList<>();

        @Test
        void one(MockArm mock) {
            SEEN.add(mock);
        }

        @Test
        void another(MockArm mock) {
            SEEN.add(mock);
        }
    }

    @Test
    void aStaticFieldIsOneMockForTheClassAndThoseInItResetAfterEachTest() {
        PerClassCase.SEEN.clear();
        run(PerClassCase.class).assertStatistics(tests -> tests.succeeded(3).failed(0));
        assertThat(PerClassCase.SEEN).hasSize(1).allSatisfy(MockArmExtensionTest::assertClosed);
    }

    static class PerClassCase {
        static final Set<MockArm> SEEN = ConcurrentHashMap.newKeySet();

        @RegisterExtension
        static final MockArmExtension MOCK =
                MockArmExtension.of(() -> MockArm.builder().auth(Auth.ISSUED));

        @BeforeAll
        static void first(MockArm mock) {
            SEEN.add(mock);
        }

        @Test
        void one(MockArm mock) {
            used(mock);
        }

        @Test
        void another(MockArm mock) {
            used(mock);
        }

        @Nested
        final class WithinCase {
            @Test
            void aThird(MockArm mock) {
                used(mock);
            }
        }

        private static void used(MockArm mock) {
            SEEN.add(mock);
            assertThat(mock.journal().entries()).isEmpty();
            assertThat(new Caller(mock).send().statusCode()).as("its settings").isEqualTo(401);
        }
    }

    @Test
    void aStaticFieldIsInherited() {
        PerClassCase.SEEN.clear();
        run(InheritedCase.class).assertStatistics(tests -> tests.succeeded(3).failed(0));
        assertThat(PerClassCase.SEEN).hasSize(1);
    }

    static final class InheritedCase extends PerClassCase {}

    @Test
    void anUnusedScriptFailsTheTest() {
        run(UnusedCase.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(AssertionError.class),
                                message("Scripts were not used up: Script[*/*, unused [service-locked]]")));
    }

    @ExtendWith(MockArmExtension.class)
    static final class UnusedCase {
        @Test
        void one(MockArm mock) {
            mock.script(Scope.ANY, Step.answer("service-locked"));
        }
    }

    @Test
    void aRefusedRequestFailsTheTestIfTheExtensionSaysSo() {
        run(RefusedCase.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(AssertionError.class),
                                message(text ->
                                        text.startsWith("Requests were refused: api-version 1, token 2\ntoken: ")
                                                && text.contains("\napi-version: ")
                                                && text.endsWith(": Add ?api-version=2023-05-01-preview.")
                                                && text.lines().count() == 4)));
    }

    static final class RefusedCase {
        @RegisterExtension
        final MockArmExtension mocks = new MockArmExtension().failOnRefusal();

        @Test
        void one(MockArm mock) {
            mock.script(Scope.ANY, Step.answer("service-locked"));
            new Caller(mock).header("Authorization", null).send();
            new Caller(mock).header("Authorization", "Basic x").send();
            new Caller(mock).query("").send();
        }
    }

    @Test
    void aRefusalThatATestExpectsIsForgottenWithAReset() {
        run(ExpectedCase.class).assertStatistics(tests -> tests.succeeded(2).failed(0));
    }

    static final class ExpectedCase {
        @RegisterExtension
        static final MockArmExtension MOCKS = new MockArmExtension().failOnRefusal();

        @Test
        void refused(MockArm mock) {
            assertThat(new Caller(mock).query("").send().statusCode()).isEqualTo(400);
            mock.reset();
        }

        @Test
        void accepted(MockArm mock) {
            assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
        }
    }

    @Test
    void readingOrClearingTheJournalIsNotExpectingARefusal() {
        run(ReadCase.class).assertStatistics(tests -> tests.succeeded(0).failed(1));
    }

    static final class ReadCase {
        @RegisterExtension
        final MockArmExtension mocks =
                MockArmExtension.of(() -> MockArm.builder().journal(1)).failOnRefusal();

        @Test
        void one(MockArm mock) {
            new Caller(mock).query("").send();
            assertThat(mock.journal().last().refusedBy()).isEqualTo("api-version");
            mock.journal().clear();
        }
    }

    @Test
    void aRefusalFailsNoTestByDefault() {
        run(ToleratedCase.class).assertStatistics(tests -> tests.succeeded(1).failed(0));
    }

    @ExtendWith(MockArmExtension.class)
    static final class ToleratedCase {
        @Test
        void one(MockArm mock) {
            assertThat(new Caller(mock).query("").send().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aTestThatFailedIsToldOnlyItsOwnFailure() {
        run(FailedCase.class)
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(instanceOf(IllegalStateException.class), message("its own")));
    }

    @ExtendWith(MockArmExtension.class)
    static final class FailedCase {
        @Test
        void one(MockArm mock) {
            mock.script(Scope.ANY, Step.answer("service-locked"));
            throw new IllegalStateException("its own");
        }
    }

    @Test
    void aMockForEachTestIsNotOneForTheClassAndTheErrorSaysWhy() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(TooEarlyCase.class))
                .execute()
                .allEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(ParameterResolutionException.class),
                                message(text -> text.contains("register the extension in a static field"))));
    }

    @ExtendWith(MockArmExtension.class)
    static final class TooEarlyCase {
        @BeforeAll
        static void first(MockArm mock) {
            assertThat(mock).isNull();
        }

        @Test
        void one() {}
    }

    private static Events run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .selectors(selectClass(test))
                .execute()
                .testEvents();
    }

    private static void assertClosed(MockArm mock) {
        assertThat(mock.server().isClosed()).isTrue();
    }
}
