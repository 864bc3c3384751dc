package concurrency.chart;

import concurrency.trace.Activity;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a kind of time looks. Texture and lightness say it, not hue, so it survives a grey print: working is solid,
 * waiting is pale with diagonals, overdue is darker with crossed diagonals, ready is white with dots, starting is grey
 * with upright stripes, idle is a thin line on white.
 */
final class ActivityPaint {
    /** Below this width a bar has no sides, or they would be all of it. */
    private static final double NARROW = 5;
    /** Repeat of a texture in nominal px. */
    private static final int TILE = 8;

    private final Color colour;

    /** @param colour the strategy's */
    ActivityPaint(Color colour) {
        this.colour = colour;
    }

    /** The kind of time that a label names, so that a bar called {@code waiting} looks as waiting does everywhere. */
    static Optional<Activity> named(String label) {
        return Arrays.stream(Activity.values())
                .filter(activity -> activity.name().equalsIgnoreCase(label))
                .findFirst();
    }

    /** Paints a span at least half a pixel wide, so that none is lost. */
    void fill(Graphics2D graphics, Activity activity, double left, double top, double width, double height) {
        var shown = Math.max(width, 0.5);
        if (activity == Activity.IDLE) {
            graphics.setColor(Look.QUIET);
            graphics.setStroke(Look.stroke(1));
            graphics.draw(new Line2D.Double(left, top + height / 2, left + shown, top + height / 2));
            return;
        }
        graphics.setPaint(paint(activity, shown));
        graphics.fill(new Rectangle2D.Double(left, top, shown, height));
        if (activity != Activity.WORKING) {
            graphics.setColor(activity == Activity.STARTING ? Look.tint(Color.BLACK, 0.45) : Look.tint(colour, 0.6));
            graphics.setStroke(Look.stroke(1));
            edges(graphics, left, top, shown, height);
        }
    }

    private static void edges(Graphics2D graphics, double left, double top, double width, double height) {
        if (width >= NARROW) {
            graphics.draw(new Rectangle2D.Double(left + 0.5, top + 0.5, width - 1, height - 1));
        } else {
            graphics.draw(new Line2D.Double(left, top + 0.5, left + width, top + 0.5));
            graphics.draw(new Line2D.Double(left, top + height - 0.5, left + width, top + height - 0.5));
        }
    }

    private Paint paint(Activity activity, double width) {
        return switch (activity) {
            case WORKING -> colour;
            // in a crowd of narrow spans the diagonals step back, or waiting would look like working
            case WAITING ->
                texture(Look.tint(colour, 0.14), Look.tint(colour, width < TILE ? 0.26 : 0.45), diagonals(false));
            case OVERDUE -> texture(Look.tint(colour, 0.25), Look.tint(colour, 0.7), diagonals(false), diagonals(true));
            case READY ->
                texture(
                        Color.WHITE,
                        Look.tint(colour, 0.9),
                        new Rectangle2D.Double(2, 2, 4, 4),
                        new Rectangle2D.Double(10, 10, 4, 4));
            case STARTING ->
                texture(
                        Look.tint(Color.BLACK, 0.07),
                        Look.tint(Color.BLACK, 0.35),
                        new Rectangle2D.Double(0, 0, 4, 16),
                        new Rectangle2D.Double(8, 0, 4, 16));
            case IDLE -> Color.WHITE;
        };
    }

    /** A tile in real pixels, twice the nominal ones. */
    private static TexturePaint texture(Color ground, Color figure, Shape... shapes) {
        var size = TILE * Picture.SCALE;
        var tile = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        var graphics = tile.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(ground);
        graphics.fillRect(0, 0, size, size);
        graphics.setColor(figure);
        for (var shape : shapes) {
            graphics.fill(shape);
        }
        graphics.dispose();
        return new TexturePaint(tile, new Rectangle2D.Double(0, 0, TILE, TILE));
    }

    /** A diagonal band that meets itself at the tile's edges. */
    private static Path2D diagonals(boolean falling) {
        var size = TILE * Picture.SCALE;
        var path = new Path2D.Double();
        for (var shift = -size; shift <= size; shift += size) {
            path.moveTo(shift, falling ? 0 : size);
            path.lineTo(shift + size, falling ? size : 0);
            path.lineTo(shift + size + 3, falling ? size : 0);
            path.lineTo(shift + 3, falling ? 0 : size);
            path.closePath();
        }
        return path;
    }
}
