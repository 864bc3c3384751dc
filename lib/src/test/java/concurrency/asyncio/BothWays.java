package concurrency.asyncio;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs each test of a class twice: generators on continuations, and generators on virtual threads. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass(name = "{0}")
@EnumSource(Switching.class)
@ExtendWith(BothWays.Chosen.class)
@interface BothWays {

    /** What a test class that runs both ways extends. */
    abstract class Tests {
        @Parameter
        Switching way;
    }

    /** Binds the way around each test. */
    final class Chosen implements InvocationInterceptor {
        @Override
        public void interceptTestMethod(
                Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
                throws Throwable {
            var way = ((Tests) context.getRequiredTestInstance()).way;
            var failure = new Throwable[1];
            ScopedValue.where(Switching.CHOSEN, way).run(() -> {
                try {
                    test.proceed();
                } catch (Throwable failed) {
                    failure[0] = failed;
                }
            });
            if (failure[0] != null) {
                throw failure[0];
            }
        }
    }
}
