using Conversation.Phrases;
using Conversation.Tests.Support;

namespace Conversation.Tests.Phrases;

public sealed class PhraseBookTests
{
    [Fact]
    public void Every_sentence_the_code_knows_is_in_the_shipped_file_and_no_other() => Assert.Empty(PhraseBook.Load(Shipped.Directory).Faults);

    [Theory]
    [InlineData("\"reporter.greeting\"", "\"reporter.greetings\"", "reporter.greeting")]
    [InlineData("{number}", "{nummer}", "nummer")]
    public void A_mistake_in_the_file_is_named(string right, string wrong, string named)
    {
        var folder = Directory.CreateTempSubdirectory("phrases-");
        try
        {
            var text = File.ReadAllText(Path.Combine(Shipped.Directory, PhraseBook.FileName));
            File.WriteAllText(Path.Combine(folder.FullName, PhraseBook.FileName), text.Replace(right, wrong, StringComparison.Ordinal));
            var (book, faults) = PhraseBook.Load(folder.FullName);
            Assert.Null(book);
            Assert.Contains(faults, f => f.Path.Contains(named, StringComparison.Ordinal) || f.Reason.Contains(named, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Values_are_filled_in_and_a_forgotten_one_is_our_mistake()
    {
        Assert.Equal("3 张", Shipped.Phrases.Text(Say.PhotoCount, ("count", "3")));
        Assert.Throws<InvalidOperationException>(() => Shipped.Phrases.Text(Say.PhotoCount));
    }

    [Fact]
    public void A_value_that_looks_like_a_place_for_a_value_stays_what_it_is() =>
        Assert.Equal("{count} 张", Shipped.Phrases.Text(Say.PhotoCount, ("count", "{count}")));

    [Fact]
    public void There_are_five_grades() => Assert.Equal(5, Shipped.Words.Grades.Count);
}
