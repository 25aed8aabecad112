package org.rnn4j.examples.caption;

import java.util.Locale;

/**
 * Two things and where the first is: "a red circle above a blue square". The first is the larger of the two, which is what makes one
 * sentence right and its reverse, "a blue square below a red circle", wrong.
 */
record Scene(Thing large, Relation relation, Thing small) {

    /** What a thing looks like. */
    enum Shape {
        CIRCLE, SQUARE, TRIANGLE, CROSS
    }

    /** In which colour, at full brightness. */
    enum Colour {
        RED(1, 0, 0), GREEN(0, 1, 0), BLUE(0, 0, 1), YELLOW(1, 1, 0), PURPLE(1, 0, 1), WHITE(1, 1, 1);

        final float red;
        final float green;
        final float blue;

        Colour(float red, float green, float blue) {
            this.red = red;
            this.green = green;
            this.blue = blue;
        }
    }

    /** Where the large thing is, as seen from the small one. */
    enum Relation {
        ABOVE("above", 0, -1), BELOW("below", 0, 1), LEFT("left of", -1, 0), RIGHT("right of", 1, 0);

        final String words;
        final int x;
        final int y;

        Relation(String words, int x, int y) {
            this.words = words;
            this.x = x;
            this.y = y;
        }
    }

    /** A shape of a colour. */
    record Thing(Shape shape, Colour colour) {

        @Override
        public String toString() {
            return "a " + (colour + " " + shape).toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the sentence} */
    String caption() {
        return large + " " + relation.words + " " + small;
    }
}
