package org.rnn4j.docs;

// [start:program]
import java.io.IOException;
import java.nio.file.Path;
import org.rnn4j.io.Model;
import org.rnn4j.random.Xoshiro256;
import org.rnn4j.train.Generator;
import org.rnn4j.train.Sampling;

public final class WritePoem {

    public static void main(String... args) throws IOException {
        Model model = Model.load(Path.of(args.length > 0 ? args[0] : "poem.safetensors"));
        Generator generator = Generator.of(model.network(), model.vocabulary().orElseThrow());
        Xoshiro256 random = new Xoshiro256(4);

        String likeliest = generator.with(Sampling.greedy()).sample("'Twas", 62, random);
        System.out.println("'Twas" + likeliest);
        System.out.println("---");
        String drawn = generator.temperature(1.2f).sample("The ", 100, random);
        System.out.println("The " + drawn);
    }
}
// [end:program]
