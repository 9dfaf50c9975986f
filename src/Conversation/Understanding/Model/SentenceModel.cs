using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Conversation.Understanding.Model;

/// <summary>
/// Three linear readers over the same keys, learnt from the labelled sentences: which intent, which subtype if it is a report, whether
/// life is in danger. Immutable; reading is one row of numbers a key. Written by the trainer as <see cref="FileName"/>.
/// </summary>
public sealed class SentenceModel
{
    public const string FileName = "understanding.model";
    private const uint Magic = 0x314D_5057; // "WPM1", little-endian

    /// <summary>Columns of a row: intents, subtypes, danger, and padding to a multiple of the widest vector.</summary>
    internal const int Width = 48;

    private readonly uint[] _slots;
    private readonly int[] _rowOf;
    private readonly short[] _weights;
    private readonly float _scale;
    private readonly float[] _bias;

    internal SentenceModel(IReadOnlyList<string> intents, IReadOnlyList<string> subtypes, uint[] keys, short[] weights, float scale, float[] bias, Calibration calibration)
    {
        if (intents.Count + subtypes.Count + 1 > Width || keys.Length * Width != weights.Length || bias.Length != Width)
        {
            throw new ArgumentException("The parts of a model must fit each other.");
        }

        Intents = intents;
        Subtypes = subtypes;
        Keys = keys;
        _weights = weights;
        _scale = scale;
        _bias = bias;
        Calibration = calibration;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, keys.Length * 2));
        _slots = new uint[size];
        _rowOf = new int[size];
        for (var row = 0; row < keys.Length; row++)
        {
            var at = keys[row] & (uint)(size - 1);
            while (_slots[at] != 0)
            {
                at = (at + 1) & (uint)(size - 1);
            }

            _slots[at] = keys[row];
            _rowOf[at] = row * Width;
        }
    }

    internal IReadOnlyList<string> Intents { get; }

    /// <summary>Codes of the catalogue as it was when the model was trained.</summary>
    internal IReadOnlyList<string> Subtypes { get; }

    internal uint[] Keys { get; }

    internal Calibration Calibration { get; }

    /// <summary>Reads a file that the trainer wrote; what is wrong with it is said in the exception's sentence.</summary>
    /// <exception cref="InvalidDataException">Not a model, or cut off.</exception>
    public static SentenceModel Load(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var at = 0;
            if (bytes.Length < 16 || Next() != Magic)
            {
                throw new InvalidDataException($"{path} is not a model of this program.");
            }

            var intents = Names();
            var subtypes = Names();
            var calibration = new Calibration(Float(), Float(), Float(), Float(), Float(), Float(), Float());
            var scale = Float();
            var bias = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(at, Width * sizeof(float))).ToArray();
            at += Width * sizeof(float);
            var rows = (int)Next();
            var keys = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(at, rows * sizeof(uint))).ToArray();
            at += rows * sizeof(uint);
            var weights = MemoryMarshal.Cast<byte, short>(bytes.AsSpan(at, rows * Width * sizeof(short))).ToArray();
            return new SentenceModel(intents, subtypes, keys, weights, scale, bias, calibration);

            uint Next() => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((at += 4) - 4));
            float Float() => BitConverter.UInt32BitsToSingle(Next());
            string[] Names()
            {
                var length = (int)Next();
                var names = Encoding.UTF8.GetString(bytes.AsSpan(at, length)).Split('\n');
                at += length;
                return names;
            }
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException($"{path} is cut off or damaged; build the project again.");
        }
        catch (IOException error)
        {
            throw new InvalidDataException($"The model for understanding texts cannot be read: {error.Message}");
        }
    }

    internal SentenceModel With(Calibration calibration) => new(Intents, Subtypes, Keys, _weights, _scale, _bias, calibration);

    internal void Save(Stream file)
    {
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        Names(Intents);
        Names(Subtypes);
        writer.Write(Calibration.IntentTemperature);
        writer.Write(Calibration.SubtypeTemperature);
        writer.Write(Calibration.NoiseFrom);
        writer.Write(Calibration.CommandFrom);
        writer.Write(Calibration.SureFrom);
        writer.Write(Calibration.DangerFrom);
        writer.Write(Calibration.DangerWithoutWordsFrom);
        writer.Write(_scale);
        writer.Write(MemoryMarshal.AsBytes(_bias.AsSpan()));
        writer.Write(Keys.Length);
        writer.Write(MemoryMarshal.AsBytes(Keys.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_weights.AsSpan()));

        void Names(IReadOnlyList<string> names)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', names));
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    /// <summary>The three answers as shares that sum to 1 (danger: a share of its own), calibrated.</summary>
    internal void Read(ReadOnlySpan<uint> keys, Span<float> intents, Span<float> subtypes, out float danger)
    {
        Span<int> sums = stackalloc int[Width];
        sums.Clear();
        var known = 0;
        foreach (var key in keys)
        {
            if (Find(key) is var row and >= 0)
            {
                known++;
                Add(_weights.AsSpan(row, Width), sums);
            }
        }

        Span<float> logits = stackalloc float[Width];
        var share = _scale / MathF.Sqrt(known + 1);
        for (var i = 0; i < Width; i++)
        {
            logits[i] = (sums[i] * share) + _bias[i];
        }

        Softmax(logits[..Intents.Count], Calibration.IntentTemperature, intents);
        Softmax(logits.Slice(Intents.Count, Subtypes.Count), Calibration.SubtypeTemperature, subtypes);
        danger = 1 / (1 + MathF.Exp(-logits[Intents.Count + Subtypes.Count]));
    }

    private static void Add(ReadOnlySpan<short> row, Span<int> sums)
    {
        var shorts = MemoryMarshal.Cast<short, Vector<short>>(row);
        var ints = MemoryMarshal.Cast<int, Vector<int>>(sums);
        for (var i = 0; i < shorts.Length; i++)
        {
            Vector.Widen(shorts[i], out var low, out var high);
            ints[2 * i] += low;
            ints[(2 * i) + 1] += high;
        }
    }

    internal static void Softmax(ReadOnlySpan<float> logits, float temperature, Span<float> shares)
    {
        var most = float.MinValue;
        foreach (var logit in logits)
        {
            most = MathF.Max(most, logit);
        }

        var sum = 0f;
        for (var i = 0; i < logits.Length; i++)
        {
            sum += shares[i] = MathF.Exp((logits[i] - most) / temperature);
        }

        for (var i = 0; i < logits.Length; i++)
        {
            shares[i] /= sum;
        }
    }

    private int Find(uint key)
    {
        var mask = (uint)(_slots.Length - 1);
        for (var at = key & mask; _slots[at] != 0; at = (at + 1) & mask)
        {
            if (_slots[at] == key)
            {
                return _rowOf[at];
            }
        }

        return -1;
    }
}
