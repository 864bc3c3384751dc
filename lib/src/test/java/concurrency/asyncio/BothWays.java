package concurrency.asyncio;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Runs each test of a class twice: generators on continuations, and generators on virtual threads. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ClassTemplate
@ExtendWith(BothWays.Each.class)
@interface BothWays {

    /** What a test class that runs both ways extends. */
    abstract class Tests {
        /** Which way it is this time; not known yet while the test class is being constructed. */
        Switching way;
    }

    /** Runs the class once for each way. */
    final class Each implements ClassTemplateInvocationContextProvider {
        @Override
        public boolean supportsClassTemplate(ExtensionContext tests) {
            return true;
        }

        @Override
        public Stream<Chosen> provideClassTemplateInvocationContexts(ExtensionContext tests) {
            return Stream.of(Switching.values()).map(Chosen::new);
        }
    }

    /** Binds a way around everything of a test class: constructor, life-cycle methods, and tests of every kind. */
    record Chosen(Switching way)
            implements ClassTemplateInvocationContext, InvocationInterceptor, TestInstancePostProcessor {
        @Override
        public String getDisplayName(int number) {
            return way.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext test) {
            if (instance instanceof Tests tests) {
                tests.way = way;
            }
        }

        private <T> T bound(Invocation<T> invocation) throws Throwable {
            return ScopedValue.where(Switching.CHOSEN, way).call(invocation::proceed);
        }

        @Override
        public <T> T interceptTestClassConstructor(
                Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> made, ExtensionContext tests)
                throws Throwable {
            return bound(invocation);
        }

        @Override
        public void interceptBeforeAllMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext tests)
                throws Throwable {
            bound(invocation);
        }

        @Override
        public void interceptBeforeEachMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
                throws Throwable {
            bound(invocation);
        }

        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
                throws Throwable {
            bound(invocation);
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
                throws Throwable {
            bound(invocation);
        }

        @Override
        public <T> T interceptTestFactoryMethod(
                Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext tests)
                throws Throwable {
            return bound(invocation);
        }

        @Override
        public void interceptDynamicTest(
                Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext tests)
                throws Throwable {
            bound(invocation);
        }

        @Override
        public void interceptAfterEachMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext test)
                throws Throwable {
            bound(invocation);
        }

        @Override
        public void interceptAfterAllMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext tests)
                throws Throwable {
            bound(invocation);
        }
    }
}
