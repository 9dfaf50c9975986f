namespace Training;

/// <summary>A tenth of the training files, chosen by the text alone, that nothing learns from.</summary>
internal static class HeldOutTenth
{
    public static bool Has(LabelledSentence sentence)
    {
        var hash = 5381u;
        foreach (var c in sentence.Text)
        {
            hash = (hash * 33) ^ c;
        }

        return (hash >> 5) % 10 == 0;
    }
}
