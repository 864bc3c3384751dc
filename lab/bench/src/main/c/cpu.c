/* The source's loop in C: cpu repetitions runs. Prints the seconds for the source's twenty numbers. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long cpu_bound(long number) {
    long sum = 0;
    for (long i = 0; i < number; i++) {
        sum += i * i;
#ifdef __clang__
        __asm__ volatile("" : "+r"(sum)); /* or else clang replaces the loop by the formula for its result */
#endif
    }
    return sum;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    int repetitions = atoi(arguments[1]), runs = atoi(arguments[2]);
    static volatile long kept; /* the sums have to be of use, or the compiler leaves them out */
    for (int run = 0; run < runs; run++) {
        double start = now();
        for (int repetition = 0; repetition < repetitions; repetition++)
            for (long number = 500000; number < 500020; number++) kept = cpu_bound(number);
        printf("{\"seconds\": %e}\n", (now() - start) / repetitions);
        fflush(stdout);
    }
    return 0;
}
