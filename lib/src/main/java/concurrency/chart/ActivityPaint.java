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
import java.util.Locale;
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

    /** What an activity is called in pictures and sentences. */
    static String name(Activity activity) {
        return activity.name().toLowerCase(Locale.ROOT);
    }

    /** Paints time of one kind. Nothing is made wider than it is: what is too narrow to be seen has to be merged. */
    void fill(Graphics2D graphics, Activity activity, double left, double top, double width, double height) {
        if (activity == Activity.IDLE) {
            graphics.setColor(Look.QUIET);
            graphics.setStroke(Look.stroke(1));
            graphics.draw(new Line2D.Double(left, top + height / 2, left + width, top + height / 2));
            return;
        }
        ground(graphics, activity, left, top, width, height);
        if (activity != Activity.WORKING) {
            edges(graphics, activity == Activity.STARTING ? Color.BLACK : colour, left, top, width, height);
        }
    }

    /**
     * Paints time of several kinds in one place: their shares of it are shares of the height, work at the bottom. What
     * was idle stays white.
     */
    void fill(Graphics2D graphics, Shares shares, double left, double top, double width, double height) {
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(left, top, width, height));
        var bottom = top + height;
        for (var share : shares.of().entrySet()) {
            var high = share.getValue() * height;
            bottom -= high;
            if (share.getKey() != Activity.IDLE) {
                ground(graphics, share.getKey(), left, bottom, width, high);
            }
        }
        edges(graphics, colour, left, top, width, height, shares);
    }

    /** Above and below, where it is not work that touches the edge. */
    private void edges(
            Graphics2D graphics, Color colour, double left, double top, double width, double height, Shares shares) {
        var work = shares.of().getOrDefault(Activity.WORKING, 0.0) * height;
        graphics.setColor(Look.tint(colour, 0.5));
        graphics.setStroke(Look.stroke(1));
        if (work < height - 1) {
            graphics.draw(new Line2D.Double(left, top + 0.5, left + width, top + 0.5));
        }
        if (work < 0.5) {
            graphics.draw(new Line2D.Double(left, top + height - 0.5, left + width, top + height - 0.5));
        }
        ground(graphics, Activity.WORKING, left, top + height - work, width, work);
    }

    /** Without the edges, which would be all that is seen of something flat. */
    private void ground(Graphics2D graphics, Activity activity, double left, double top, double width, double height) {
        graphics.setPaint(paint(activity));
        graphics.fill(new Rectangle2D.Double(left, top, width, height));
    }

    /** The edges of what is not work. They are pale, or many of them would look like work. */
    static void edges(Graphics2D graphics, Color colour, double left, double top, double width, double height) {
        graphics.setColor(Look.tint(colour, 0.5));
        graphics.setStroke(Look.stroke(1));
        graphics.draw(new Line2D.Double(left, top + 0.5, left + width, top + 0.5));
        graphics.draw(new Line2D.Double(left, top + height - 0.5, left + width, top + height - 0.5));
        if (width >= NARROW) {
            graphics.setStroke(Look.stroke(0.5));
            graphics.draw(new Line2D.Double(left + 0.25, top, left + 0.25, top + height));
            graphics.draw(new Line2D.Double(left + width - 0.25, top, left + width - 0.25, top + height));
        }
    }

    private Paint paint(Activity activity) {
        return switch (activity) {
            case WORKING -> colour;
            case WAITING -> texture(Look.tint(colour, 0.14), Look.tint(colour, 0.45), diagonals(false));
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
