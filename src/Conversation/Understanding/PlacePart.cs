namespace Conversation.Understanding;

/// <summary>What a piece of a place names, from the coarse to the fine.</summary>
internal enum PlaceKind
{
    /// <summary>二期, A区, 3排, 12弄.</summary>
    Section,
    Building,
    Unit,
    Floor,
    Room,

    /// <summary>B1-058: one of many, with a sign of its own.</summary>
    Bay,
    Gate,

    /// <summary>What a compound has one of, or few: the bin house, the playground.</summary>
    Spot,

    /// <summary>What every building has: corridor, doorway, roof.</summary>
    Common,

    /// <summary>A part of a home or building that is a place only behind another: balcony, window.</summary>
    Annexe,

    /// <summary>A thing there are many of; more what is wrong than where, and better with a side: "花坛旁边".</summary>
    Landmark,

    /// <summary>北侧, 西山墙: a compass says where.</summary>
    Quarter,

    /// <summary>旁边, 后面: beside what was named before.</summary>
    Side,
}

/// <param name="Value">Equal for two spellings of the same: the number, the compass points, the group of words that mean the same.</param>
internal readonly record struct PlacePart(PlaceKind Kind, int At, int Length, int Value)
{
    public int End => At + Length;
}
