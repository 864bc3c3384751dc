package concurrency.chart;

import concurrency.download.Strategy;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The one look of the course: colours, fonts, sizes in nominal pixels.
 *
 * <p>The colours are those of Okabe and Ito (Color Universal Design, 2008), which readers with any of the usual kinds
 * of colour blindness can tell apart. Their vermillion is no strategy's: a darker one is kept for failures.
 */
final class Look {
    /**
     * Nominal width of every picture: a JupyterLab cell or a column of the site, 700 to 1,000 px, shows it near 1:1.
     */
    static final int WIDTH = 800;
    /** What stays white around everything. */
    static final int MARGIN = 16;

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font SMALL_STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    /** For the number of an arrow, which is also its place in the order, and for a name on a narrow bar. */
    static final Font TINY_STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 11);

    static final Color INK = new Color(0x222222);
    static final Color QUIET = new Color(0x5A5A5A);
    static final Color GRID = new Color(0xE2E2E2);
    static final Color FAILURE = new Color(0xB3001B);
    private static final Color NEUTRAL = new Color(0x5B6770);
    /** For curves that are no strategy's, when the neutral colour is taken. */
    private static final List<Color> MORE = List.of(new Color(0x7A5BA8), new Color(0x8C6D1F), INK);

    /** Where one loop is drawn there are no strategies, and the colours are its tasks'. */
    private static final int[] TASKS = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x7A5BA8, 0x8C6D1F, 0x5B6770};

    private Look() {}

    /** A strategy's colour, the same in every picture. */
    static Color colour(Strategy strategy) {
        return new Color(
                switch (strategy) {
                    case SYNCHRONOUS -> 0x0072B2;
                    case THREADING -> 0xE69F00;
                    case VIRTUAL_THREADS -> 0x56B4E9;
                    case ASYNCIO -> 0x009E73;
                    case MULTIPROCESSING -> 0xCC79A7;
                });
    }

    /**
     * The colour of the strategy with that label, alone or after other words as in {@code CPU threading}, or a neutral
     * one: free labels such as {@code waiting} have none.
     */
    static Color colour(String label) {
        return Arrays.stream(Strategy.values())
                .filter(strategy -> (" " + label).endsWith(" " + strategy.label()))
                .findFirst()
                .map(Look::colour)
                .orElse(NEUTRAL);
    }

    /** As {@link #colour(String)}, but not a colour that another line has, as long as there is one. */
    static Color colourBeside(String label, Collection<Color> taken) {
        var colour = colour(label);
        return colour.equals(NEUTRAL) && taken.contains(NEUTRAL)
                ? MORE.stream()
                        .filter(other -> !taken.contains(other))
                        .findFirst()
                        .orElse(NEUTRAL)
                : colour;
    }

    /** The colour of a task, by its number from 0; after eight they come again, so its name stands beside it. */
    static Color task(int number) {
        return new Color(TASKS[Math.floorMod(number, TASKS.length)]);
    }

    /** That much of a colour, 0 to 1, on white. */
    static Color tint(Color colour, double share) {
        return mix(colour, Color.WHITE, share);
    }

    /** The colour, dark enough for text on white: 4.5 : 1, which WCAG 2 asks for. */
    static Color forText(Color colour) {
        var share = 1.0;
        while (contrastWithWhite(mix(colour, Color.BLACK, share)) < 4.5) {
            share -= 0.05;
        }
        return mix(colour, Color.BLACK, share);
    }

    /** White or ink, whichever is easier to read on that colour. */
    static Color onTopOf(Color colour) {
        return contrastWithWhite(colour) >= 4.5 ? Color.WHITE : INK;
    }

    /** A line of that width without rounded ends: what it marks ends where the value ends. */
    static BasicStroke stroke(double width, float... dash) {
        return new BasicStroke(
                (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash.length == 0 ? null : dash, 0);
    }

    private static Color mix(Color one, Color other, double share) {
        return new Color(
                (int) Math.round(one.getRed() * share + other.getRed() * (1 - share)),
                (int) Math.round(one.getGreen() * share + other.getGreen() * (1 - share)),
                (int) Math.round(one.getBlue() * share + other.getBlue() * (1 - share)));
    }

    private static double contrastWithWhite(Color colour) {
        return 1.05
                / (0.05
                        + 0.2126 * linear(colour.getRed())
                        + 0.7152 * linear(colour.getGreen())
                        + 0.0722 * linear(colour.getBlue()));
    }

    private static double linear(int channel) {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
