using System.Numerics;
using System.Runtime.InteropServices;
using Conversation.Understanding;
using Conversation.Understanding.Model;

namespace Training;

/// <summary>
/// Learns the three linear readers at once: stochastic gradient descent with a step per weight (AdaGrad), the same sentences in an
/// order drawn from a fixed seed, so that the same sentences always give the same model.
/// </summary>
internal sealed class Learner(TextKeys keys, LearningRates rates)
{
    private const int Width = SentenceModel.Width;

    /// <summary>A key that only one sentence has teaches nothing about others.</summary>
    private const int FewestSentences = 2;

    public SentenceModel Learn(IReadOnlyList<LabelledSentence> sentences, Calibration calibration)
    {
        string[] intents = ["Report", .. sentences.Where(s => !s.IsReport).Select(s => s.Intent).Distinct().Order(StringComparer.Ordinal)];
        string[] subtypes = [.. sentences.Where(s => s.HasSubtype).Select(s => s.Subtype!).Distinct().Order(StringComparer.Ordinal)];
        // A place alone is an answer, and never an emergency, however often those who are in one say where they are.
        sentences = [.. sentences, .. sentences.Select(s => s.Place).Where(p => p.Length > 0).Distinct().Select(LabelledSentence.OnlyPlace)];
        var read = sentences.Select(s => KeysOf(s.Text)).ToArray();
        var vocabulary = Vocabulary(read);
        var rows = read.Select(k => k.Select(key => vocabulary.GetValueOrDefault(key, -1)).Where(row => row >= 0).ToArray()).ToArray();
        var weights = new float[(vocabulary.Count + 1) * Width];
        Descend(sentences, rows, intents, subtypes, weights, vocabulary.Count);
        return Packed(intents, subtypes, vocabulary, weights, calibration);
    }

    private uint[] KeysOf(string text)
    {
        Span<uint> found = stackalloc uint[Features.Most];
        Span<int> evidence = stackalloc int[keys.Subtypes.Count];
        return found[..keys.Write(PlainText.Of(text), found, evidence, out _)].ToArray();
    }

    private static Dictionary<uint, int> Vocabulary(uint[][] read)
    {
        var seen = new Dictionary<uint, int>();
        foreach (var key in read.SelectMany(k => k.Distinct()))
        {
            seen[key] = seen.GetValueOrDefault(key) + 1;
        }

        return seen.Where(k => k.Value >= FewestSentences).Select(k => k.Key).Order().Select((key, row) => (key, row)).ToDictionary(p => p.key, p => p.row);
    }

    private void Descend(IReadOnlyList<LabelledSentence> sentences, int[][] rows, string[] intents, string[] subtypes, float[] weights, int biasRow)
    {
        var squares = new float[weights.Length];
        Array.Fill(squares, 1e-2f);
        var decay = new float[Width];
        Array.Fill(decay, rates.IntentDecay, 0, intents.Length);
        Array.Fill(decay, rates.SubtypeDecay, intents.Length, subtypes.Length);
        decay[intents.Length + subtypes.Length] = rates.DangerDecay;
        var order = Enumerable.Range(0, sentences.Count).ToArray();
        var chance = new Random(rates.Seed);
        var gradient = new float[Width];
        var remembered = new int[Features.Most];
        var sum = new float[weights.Length];
        for (var epoch = 0; epoch < rates.Epochs; epoch++)
        {
            chance.Shuffle(order);
            foreach (var i in order)
            {
                var lesson = Remembered(rows[i], chance, remembered);
                var share = 1 / MathF.Sqrt(lesson.Length + 1);
                Forward(lesson, biasRow, share, weights, gradient);
                Blame(sentences[i], intents, subtypes, gradient);
                foreach (var row in lesson)
                {
                    Backward(row, share, weights, squares, gradient, decay);
                }

                Backward(biasRow, 1, weights, squares, gradient, decay);
            }

            // The mean of the last epochs wavers less than any of them.
            if (epoch >= rates.Epochs - rates.Averaged)
            {
                for (var w = 0; w < sum.Length; w++)
                {
                    sum[w] += weights[w] / rates.Averaged;
                }
            }
        }

        sum.CopyTo(weights, 0);
    }

    private ReadOnlySpan<int> Remembered(int[] rows, Random chance, int[] remembered)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (chance.NextSingle() >= rates.Forgotten)
            {
                remembered[count++] = row;
            }
        }

        return remembered.AsSpan(0, count);
    }

    private static void Forward(ReadOnlySpan<int> rows, int biasRow, float share, float[] weights, float[] sums)
    {
        Array.Clear(sums);
        var total = MemoryMarshal.Cast<float, Vector<float>>(sums.AsSpan());
        foreach (var row in rows)
        {
            var own = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(row * Width, Width));
            for (var v = 0; v < total.Length; v++)
            {
                total[v] += own[v];
            }
        }

        for (var c = 0; c < Width; c++)
        {
            sums[c] = (sums[c] * share) + weights[(biasRow * Width) + c];
        }
    }

    /// <summary>The logits become the gradient of each reader's loss; a reader that a sentence says nothing to learns nothing.</summary>
    private void Blame(LabelledSentence sentence, string[] intents, string[] subtypes, float[] gradient)
    {
        var intent = gradient.AsSpan(0, intents.Length);
        if (sentence.IsOnlyPlace)
        {
            intent.Clear();
        }
        else
        {
            SentenceModel.Softmax(intent, 1, intent);
            intent[Array.IndexOf(intents, sentence.Intent)] -= 1;
        }

        var weight = sentence.IsReport ? 1 : rates.TalkWeight;
        foreach (ref var g in intent)
        {
            g *= weight;
        }

        var subtype = gradient.AsSpan(intents.Length, subtypes.Length);
        if (sentence.Subtype is { } code)
        {
            SentenceModel.Softmax(subtype, 1, subtype);
            subtype[Array.IndexOf(subtypes, code)] -= 1;
        }
        else
        {
            subtype.Clear();
        }

        ref var danger = ref gradient[intents.Length + subtypes.Length];
        danger = (1 / (1 + MathF.Exp(-danger))) - (sentence.Emergency ? 1 : 0);
        gradient.AsSpan(intents.Length + subtypes.Length + 1).Clear();
    }

    private void Backward(int row, float share, float[] weights, float[] squares, float[] gradient, float[] decay)
    {
        var own = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(row * Width, Width));
        var past = MemoryMarshal.Cast<float, Vector<float>>(squares.AsSpan(row * Width, Width));
        var blame = MemoryMarshal.Cast<float, Vector<float>>(gradient.AsSpan());
        var pull = MemoryMarshal.Cast<float, Vector<float>>(decay.AsSpan());
        for (var v = 0; v < own.Length; v++)
        {
            var g = (blame[v] * share) + (own[v] * pull[v]);
            past[v] += g * g;
            own[v] -= g * rates.Step / Vector.SquareRoot(past[v]);
        }
    }

    /// <summary>Sixteen bits a weight are plenty: the file is a quarter of the floats' size and a row is a few vectors.</summary>
    private static SentenceModel Packed(string[] intents, string[] subtypes, Dictionary<uint, int> vocabulary, float[] weights, Calibration calibration)
    {
        var body = weights.AsSpan(0, vocabulary.Count * Width);
        var most = 1e-6f;
        foreach (var w in body)
        {
            most = MathF.Max(most, MathF.Abs(w));
        }

        var scale = most / short.MaxValue;
        var packed = new short[body.Length];
        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = (short)MathF.Round(body[i] / scale);
        }

        return new SentenceModel(
            intents, subtypes, [.. vocabulary.OrderBy(v => v.Value).Select(v => v.Key)], packed, scale, weights[(vocabulary.Count * Width)..], calibration);
    }
}
