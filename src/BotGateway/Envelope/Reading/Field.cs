namespace BotGateway.Envelope.Reading;

/// <summary>One element of a platform's XML, or member of its JSON: no attributes, no mixed content, nothing but names and values.</summary>
internal sealed class Field(string name)
{
    /// <summary>Deeper than any message goes, shallow enough that nobody can exhaust us.</summary>
    public const int MaxDepth = 16;

    private List<Field>? _children;

    public string Name { get; } = name;

    public string Value { get; set; } = "";

    public IReadOnlyList<Field> Children => _children ?? [];

    public void Add(Field child) => (_children ??= []).Add(child);

    /// <summary>The first child of that name.</summary>
    public Field? Child(string name)
    {
        if (_children is not null)
        {
            foreach (var child in _children)
            {
                if (child.Name == name)
                    return child;
            }
        }

        return null;
    }

    /// <summary>The first child's value; null when it is absent or empty, which the platforms use alike.</summary>
    public string? Text(string name) => Child(name) is { Value: { Length: > 0 } value } ? value : null;
}
