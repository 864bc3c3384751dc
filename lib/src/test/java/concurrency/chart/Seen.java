package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/** What an eye would check on every picture. */
final class Seen {
    /** White that has to stay around everything, in real pixels: half the margin. */
    private static final int BORDER = 16;

    private Seen() {}

    /** Opaque, twice the nominal size, nothing cut off, no text on another, said in a sentence. */
    static Picture good(Picture picture) {
        assertEquals(Transparency.OPAQUE, picture.getTransparency());
        assertEquals(2 * 800, picture.getWidth());
        assertEquals(0, picture.getHeight() % 2);
        assertTrue(picture.sentence().matches("(?s)[A-Z].*\\."), picture.sentence());
        assertEquals(picture.sentence(), picture.toString());
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                var inside = x >= BORDER
                        && y >= BORDER
                        && x < picture.getWidth() - BORDER
                        && y < picture.getHeight() - BORDER;
                if (!inside && !isWhite(picture, x, y)) {
                    fail("ink on the border at " + x + ", " + y + ": " + picture);
                }
            }
        }
        noOverlap(picture);
        return picture;
    }

    private static void noOverlap(Picture picture) {
        var labels = picture.labels();
        assertFalse(labels.isEmpty());
        for (var i = 0; i < labels.size(); i++) {
            for (var k = 0; k < i; k++) {
                var one = labels.get(i);
                var other = labels.get(k);
                assertFalse(one.box().intersects(other.box()), one + " lies on " + other);
            }
        }
    }

    static boolean isWhite(Picture picture, int x, int y) {
        return (picture.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF;
    }

    /** How many pixels have exactly this colour. */
    static long pixels(Picture picture, Color colour) {
        return Arrays.stream(pixels(picture))
                .filter(pixel -> pixel == colour.getRGB())
                .count();
    }

    static int[] pixels(Picture picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    static boolean says(Picture picture, String text) {
        return picture.labels().stream().anyMatch(label -> label.text().contains(text));
    }

    /** Where that text is, in nominal pixels. */
    static Rectangle2D box(Picture picture, String text) {
        return picture.labels().stream()
                .filter(label -> label.text().equals(text))
                .findFirst()
                .orElseThrow()
                .box();
    }

    /** The mean grey of an area in nominal pixels, from 0, black, to 1, white, as a print without colour has it. */
    static double grey(Picture picture, double left, double top, double width, double height) {
        var sum = 0.0;
        var count = 0;
        for (var y = (int) (2 * top); y < 2 * (top + height); y++) {
            for (var x = (int) (2 * left); x < 2 * (left + width); x++) {
                var pixel = new Color(picture.getRGB(x, y));
                sum += (0.299 * pixel.getRed() + 0.587 * pixel.getGreen() + 0.114 * pixel.getBlue()) / 255;
                count++;
            }
        }
        return sum / count;
    }
}
