package bench;

import java.util.List;

/**
 * What a row has come to.
 *
 * @param benchmark the benchmark's name
 * @param title what the numbers are
 * @param quantity what they are numbers of
 * @param limit how the limit comes about, or nothing
 * @param entries ours first, the limit last
 * @param goals what became of each
 */
record Result(
        String benchmark, String title, Quantity quantity, String limit, List<Entry> entries, List<Judgement> goals) {}
