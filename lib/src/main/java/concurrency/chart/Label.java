package concurrency.chart;

import java.awt.geom.Rectangle2D;

/**
 * A text on a picture.
 *
 * @param text what is written
 * @param box the ink's bounds in nominal pixels
 */
record Label(String text, Rectangle2D box) {}
