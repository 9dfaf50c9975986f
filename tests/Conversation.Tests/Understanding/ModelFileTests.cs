using Conversation.Tests.Support;
using Conversation.Understanding.Model;
using Training;

namespace Conversation.Tests.Understanding;

public sealed class ModelFileTests : IDisposable
{
    private static readonly IReadOnlyList<LabelledSentence> Few =
        [.. LabelledSentence.ReadAll(Path.Combine(Shipped.Source("../../src"), "Training", "Sentences")).Where(s => s.Source == "dev").Take(300)];

    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_sentences_always_give_the_same_model() => Assert.Equal(Saved(Learn()), Saved(Learn()));

    [Fact]
    public void What_was_written_reads_the_same()
    {
        var model = Learn();
        var path = Path.Combine(_folder, "a.model");
        File.WriteAllBytes(path, Saved(model));
        var read = SentenceModel.Load(path);
        Assert.Equal(Saved(model), Saved(read));
        Assert.Equal(model.Calibration, read.Calibration);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(5000)]
    public void A_file_that_is_cut_off_is_refused_with_a_sentence(int length)
    {
        var path = Path.Combine(_folder, "cut.model");
        File.WriteAllBytes(path, Saved(Learn())[..length]);
        Assert.Contains("cut.model", Assert.Throws<InvalidDataException>(() => SentenceModel.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_something_else_or_not_there_is_refused_with_a_sentence()
    {
        var path = Path.Combine(_folder, "other.model");
        File.WriteAllText(path, new string('x', 100));
        Assert.Contains("not a model", Assert.Throws<InvalidDataException>(() => SentenceModel.Load(path)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => SentenceModel.Load(Path.Combine(_folder, "missing.model")));
    }

    private static SentenceModel Learn() => new Learner(new TextKeys(Shipped.Catalogue), new LearningRates(Epochs: 2)).Learn(Few, Calibration.None);

    private static byte[] Saved(SentenceModel model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        return file.ToArray();
    }
}
