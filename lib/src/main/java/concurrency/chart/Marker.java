package concurrency.chart;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shape that marks the points of a curve, so that it is known without its colour. */
enum Marker {
    CIRCLE {
        @Override
        Shape at(double x, double y) {
            return new Ellipse2D.Double(x - HALF, y - HALF, 2 * HALF, 2 * HALF);
        }
    },
    SQUARE {
        @Override
        Shape at(double x, double y) {
            return new Rectangle2D.Double(x - HALF, y - HALF, 2 * HALF, 2 * HALF);
        }
    },
    DIAMOND {
        @Override
        Shape at(double x, double y) {
            return polygon(x, y - 6, x + 6, y, x, y + 6, x - 6, y);
        }
    },
    TRIANGLE_UP {
        @Override
        Shape at(double x, double y) {
            return polygon(x, y - 6, x + 6, y + HALF, x - 6, y + HALF);
        }
    },
    TRIANGLE_DOWN {
        @Override
        Shape at(double x, double y) {
            return polygon(x, y + 6, x + 6, y - HALF, x - 6, y - HALF);
        }
    };

    private static final double HALF = 5;

    /** The shape around that point, about 10 nominal px wide. */
    abstract Shape at(double x, double y);

    /** That of the line with that number, from 0. */
    static Marker of(int line) {
        return values()[line % values().length];
    }

    private static Shape polygon(double... xys) {
        var path = new Path2D.Double();
        path.moveTo(xys[0], xys[1]);
        for (var i = 2; i < xys.length; i += 2) {
            path.lineTo(xys[i], xys[i + 1]);
        }
        path.closePath();
        return path;
    }
}
