package concurrency.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The white sheet on which a picture is drawn, in nominal pixels. Every text goes through it, so it knows where text
 * is.
 */
final class Sheet {
    /** Height of a line of the title. */
    private static final int TITLE_LINE = 27;

    private final Picture picture;
    private final List<Label> labels = new ArrayList<>();
    private final Graphics2D graphics;

    Sheet(double height, String sentence) {
        picture = new Picture(Look.WIDTH, (int) Math.ceil(height), sentence, labels);
        graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(Picture.SCALE, Picture.SCALE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    }

    Graphics2D graphics() {
        return graphics;
    }

    /** Lines that a title needs. */
    static List<String> titleLines(String title) {
        return Type.wrap(Look.TITLE, title, Look.WIDTH - 2 * Look.MARGIN);
    }

    /** The height of a title in all its lines. */
    static double titleHeight(String title) {
        return titleLines(title).size() * TITLE_LINE;
    }

    /** Writes a title at the top, at the left edge as a newspaper does, and returns the y below it. */
    double title(String title) {
        var y = (double) Look.MARGIN;
        for (var line : titleLines(title)) {
            text(line, Look.TITLE, Look.INK, Look.MARGIN, y + TITLE_LINE / 2.0 - 3, 0);
            y += TITLE_LINE;
        }
        return y;
    }

    /**
     * Writes a text on one line and returns the x of its right end.
     *
     * @param x where its anchor is
     * @param y the middle of its capital letters
     * @param share which part of its width lies left of {@code x}: 0 puts its left end there, 1 its right end
     */
    double text(String text, Font font, Color colour, double x, double y, double share) {
        var line = Type.clean(text);
        var width = Type.width(font, line);
        var left = x - share * width;
        var baseline =
                y + font.createGlyphVector(Type.CONTEXT, "H").getVisualBounds().getHeight() / 2;
        var ink = font.createGlyphVector(Type.CONTEXT, line).getVisualBounds();
        labels.add(new Label(
                line,
                new Rectangle2D.Double(left + ink.getX(), baseline + ink.getY(), ink.getWidth(), ink.getHeight())));
        graphics.setFont(font);
        graphics.setColor(colour);
        graphics.drawString(line, (float) left, (float) baseline);
        return left + width;
    }

    /** Like {@link #text}, on a white ground, for where a line of the plot may pass behind it. */
    double textOnWhite(String text, Font font, Color colour, double x, double y, double share) {
        var width = Type.width(font, Type.clean(text));
        clear(x - share * width, y, width);
        return text(text, font, colour, x, y, share);
    }

    /** Makes the ground white for a line of text: a grid line through a word makes it hard to read. */
    void clear(double left, double y, double width) {
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(left - 3, y - 9, width + 6, 18));
    }

    /** Ends the drawing. */
    Picture picture() {
        graphics.dispose();
        return picture;
    }
}
