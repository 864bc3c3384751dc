package concurrency.chart;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture that can be read aloud: opaque pixels, drawn at twice the nominal size so that print and dense screens stay
 * sharp, and a sentence made from the numbers that are drawn.
 *
 * <p>A kernel shows a {@link BufferedImage} as a PNG and its {@link #toString()} as the text beside it, so that a
 * reader who cannot see the picture gets the sentence without any work in the notebook.
 */
public final class Picture extends BufferedImage {
    /** Pixels of the picture for each nominal pixel, in both directions. */
    public static final int SCALE = 2;

    private final String sentence;
    private final List<Label> labels;

    Picture(int nominalWidth, int nominalHeight, String sentence, List<Label> labels) {
        super(SCALE * nominalWidth, SCALE * nominalHeight, TYPE_INT_RGB);
        this.sentence = sentence;
        this.labels = labels;
    }

    /** What the picture shows, in full English sentences, with its numbers. */
    public String sentence() {
        return sentence;
    }

    /** The texts on the picture, in the order in which they were written: with this a test can see overlap. */
    List<Label> labels() {
        return List.copyOf(labels);
    }

    /** The same as {@link #sentence()}: it is the text alternative in a notebook. */
    @Override
    public String toString() {
        return sentence;
    }
}
