/**
 * Pictures of a trace or of measurements, all in one look, each with a sentence that says the same.
 *
 * <p>A {@link concurrency.chart.Timeline} shows who did what when, and how one thread turns from one to another; a
 * {@link concurrency.chart.BarChart} compares measured times with each other, with the ideal and with the reader's
 * guess, a {@link concurrency.chart.CurveChart} shows how something grows. The events of an event loop are drawn by a
 * {@link concurrency.chart.SequenceDiagram}, who called whom and the seven steps of a wake-up, and by a
 * {@link concurrency.chart.LoopChart}, its two lists turn by turn. Each gives a {@link concurrency.chart.Picture},
 * which a kernel shows as a PNG with its sentence as the text alternative. Nothing opens a window, and the same data
 * gives the same pixels.
 *
 * <p>XChart has the axes of timelines, bars and curves, and draws their grids, the curves and the markers; {@code Axis}
 * says where the grid lines are. What XChart has no series for (hatched spans, guesses, dashes, labels that avoid each
 * other) is painted on the same sheet at the places that its axes give. The two pictures of a loop have no axes, and
 * all of them is painted. One colour is one strategy everywhere; where one loop is drawn, one task. Colour is never
 * alone: a name, a label, a hatch, a dash or a marker says the same. Start with {@code Timeline}; for a new kind of
 * picture start with {@code Look}, {@code Sheet}, {@code Plot} and {@code Legend}, which they share. All notebooks use
 * this package.
 */
package concurrency.chart;
